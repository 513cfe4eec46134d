"""What the two environments are, and whether one is up to date. Standard library: it runs before them."""

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ".".join(map(str, sys.version_info[:2]))
OWN_PACKAGES = ("actions", "bot", "channels", "knowledge", "nlu")


@dataclass(frozen=True)
class Environment:
    """One virtual environment and the lists that fill it, in order.

    `title` is shown while it is built; `options` go to every `pip install`; `editable`: our own code and its
    console script are installed too.
    """

    name: str
    title: str
    folder: Path
    locks: tuple[Path, ...]
    options: tuple[str, ...] = ()
    editable: bool = False

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """The file that records what was installed last."""
        return self.folder / "sahulat-installed.txt"

    def packages(self) -> int:
        """How many packages the lists name, each once."""
        names = set()
        for lock in self.locks:
            for line in lock.read_text(encoding="utf-8").splitlines():
                if line.strip() and not line.lstrip().startswith(("#", "-")):
                    names.add(line.split("==")[0].strip().lower())
        return len(names)

    def wanted(self) -> dict[str, str]:
        """One line per input of the environment: place, interpreter and the hash of each list."""
        lines = {"place": str(self.folder), "python": PYTHON}
        for lock in self.locks:
            lines[lock.name] = hashlib.sha256(lock.read_bytes()).hexdigest()
        if self.editable:
            present = [name for name in OWN_PACKAGES if (ROOT / name).is_dir()]
            project = (ROOT / "pyproject.toml").read_bytes() + " ".join(present).encode()
            lines["project"] = hashlib.sha256(project).hexdigest()
        return lines

    def installed(self) -> dict[str, str]:
        """What the stamp records; empty when the environment was never finished."""
        if not self.stamp.is_file():
            return {}
        lines = self.stamp.read_text(encoding="utf-8").splitlines()
        return {name: value for name, _, value in (line.partition(" ") for line in lines)}

    def is_fresh(self) -> bool:
        """Whether everything wanted is installed here (more may be: the development tools)."""
        return self.wanted().items() <= self.installed().items() and self.works()

    def works(self) -> bool:
        """Whether its interpreter starts and is of the running version."""
        if not self.python.exists():
            return False
        answer = subprocess.run(
            [str(self.python), "-c", "import sys; print(*sys.version_info[:2], sep='.')"],
            capture_output=True,
            text=True,
            check=False,
        )
        return answer.stdout.strip() == PYTHON

    def moved(self) -> bool:
        """Whether it was built at another place, whose path its scripts still name."""
        return self.installed().get("place", str(self.folder)) != str(self.folder)

    def record(self) -> None:
        """Write the stamp; lines of lists that are still installed stay."""
        merged = {**self.installed(), **self.wanted()}
        self.stamp.write_text("".join(f"{name} {value}\n" for name, value in merged.items()), encoding="utf-8")


def environments(*, dev: bool) -> tuple[Environment, ...]:
    """Our environment and Rasa's; `dev` adds the tools that check and test."""
    lists = ROOT / "requirements"
    locks = (lists / "main.lock", lists / "dev.lock") if dev else (lists / "main.lock",)
    return (
        Environment("main", "our libraries", ROOT / ".venv", locks, editable=True),
        Environment(
            "rasa",
            "Rasa's libraries",
            ROOT / ".venv-rasa",
            (lists / "rasa.lock",),
            options=("--no-deps", "--ignore-requires-python"),
        ),
    )
