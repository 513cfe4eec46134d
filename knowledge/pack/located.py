"""YAML whose every value knows its line. Scalars stay as written: who uses a date or number reads it."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from knowledge.errors import Problem


class Problems:
    """Collects what is wrong in a pack; nothing stops at the first problem."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()

    def add(self, file: str, line: int, message: str, mend: str) -> None:
        """Record one problem."""
        self._found.add(Problem(file, line, message, mend))

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found, key=lambda problem: (problem.file, problem.line, problem.message)))

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written. `quoted`: it stood in quotes; `tag` is YAML's idea of its type."""

    text: str
    line: int
    quoted: bool
    null: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; `line` is where it starts, `lines` where each key stands."""

    entries: dict[str, "Node"]
    lines: dict[str, int]
    line: int

    def line_of(self, key: str) -> int:
        """The line of `key`, or of the mapping when it is not there."""
        return self.lines.get(key, self.line)


Node = Scalar | Listing | Table


def read_table(text: str, file: str, problems: Problems, first_line: int = 1) -> Table:
    """The mapping that `text` holds. Anything else, and duplicate keys, are recorded; then it is empty."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        line = (mark.line if mark is not None else 0) + first_line
        problems.add(file, line, f"not valid YAML: {getattr(exc, 'problem', None) or exc}", "mend the syntax")
        return Table({}, {}, first_line)
    if not isinstance(node, yaml.MappingNode):
        problems.add(file, first_line, "no `key: value` lines here", "write the keys that the pack format asks for")
        return Table({}, {}, first_line)
    return _table(node, file, problems, first_line)


def _node(node: yaml.Node, file: str, problems: Problems, first_line: int) -> Node:
    line = node.start_mark.line + first_line
    if isinstance(node, yaml.MappingNode):
        return _table(node, file, problems, first_line)
    if isinstance(node, yaml.SequenceNode):
        return Listing(tuple(_node(item, file, problems, first_line) for item in node.value), line)
    return Scalar(
        text=str(node.value).strip(),
        line=line,
        quoted=getattr(node, "style", None) in ("'", '"'),
        null=node.tag == "tag:yaml.org,2002:null",
    )


def _table(node: yaml.MappingNode, file: str, problems: Problems, first_line: int) -> Table:
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + first_line
        if key in entries:
            problems.add(file, line, f"`{key}` stands twice", "keep one of the two")
            continue
        entries[key] = _node(value_node, file, problems, first_line)
        lines[key] = line
    return Table(entries, lines, node.start_mark.line + first_line)
