"""The errors of `knowledge`.

KnowledgeError
├── PackError
│   └── PackRejected          the pack has problems; carries all of them; nothing was changed
├── UnknownService            no published service has this slug
├── UnknownPack               no pack of this name was imported
├── RevisionIsImmutable       somebody tried to change or delete a revision
├── EmbedderError
│   ├── EmbedderUnavailable   the model's files or library are missing
│   └── UnknownEmbedder       the name is none of ours and no model that can be loaded
├── IndexRefused              the index on disk cannot be used; carries the reason and the mend
│   └── IndexMissing          there is no index yet
├── FusionFileError           the fusion weights cannot be read or do not fit the code
└── EvaluationFileError       a question file cannot be read; names file and line
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class KnowledgeError(Exception):
    """Root of the tree. No text of a citizen ever stands in an error."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a pack. `file` is relative to the pack, `line` counts from 1."""

    file: str
    line: int
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} ({self.mend})"


class PackError(KnowledgeError):
    """A pack could not be used."""


class PackRejected(PackError):
    """A pack with problems. `problems` is sorted by file and line and is never empty."""

    def __init__(self, folder: Path, problems: Sequence[Problem]) -> None:
        self.folder = folder
        self.problems = tuple(problems)
        listing = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{folder}: {len(self.problems)} problem(s); nothing was changed\n{listing}")


class UnknownService(KnowledgeError):
    """No published service has this slug."""

    def __init__(self, service: str) -> None:
        super().__init__(f"no published service {service!r}")
        self.service = service


class UnknownPack(KnowledgeError):
    """No pack of this name was imported."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        said = f"there are: {', '.join(known)}" if known else "none was: run `sahulat pack import DIR`"
        super().__init__(f"no pack {name!r} was imported; {said}")
        self.name = name


class RevisionIsImmutable(KnowledgeError):
    """Revisions are never changed; make a new one."""


class EmbedderError(KnowledgeError):
    """An embedder cannot be had."""


class EmbedderUnavailable(EmbedderError):
    """The model's files or its library are missing or broken."""


class UnknownEmbedder(EmbedderError):
    """The embedder's name means nothing here."""


class IndexRefused(KnowledgeError):
    """The index on disk cannot be used. `reason` says why, `mend` what to do."""

    def __init__(self, reason: str, mend: str = "run `sahulat index build`") -> None:
        super().__init__(f"{reason}; {mend}")
        self.reason = reason
        self.mend = mend


class IndexMissing(IndexRefused):
    """There is no index yet."""


class FusionFileError(KnowledgeError):
    """The fusion weights are missing, malformed or for other features than the code computes."""


class EvaluationFileError(KnowledgeError):
    """A question file cannot be read. `line` counts from 1."""

    def __init__(self, file: Path, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
