"""What an index says about itself, and how it is checked before it is used."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from knowledge.errors import IndexRefused

FORMAT = 2
"""Changes when files of an older index can no longer be read."""

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One version of the index. `checksums` maps each file's path to its SHA-256.

    `content` is the repository's version that it was built from. `near_mean` and `near_deviation`
    describe the cosine between an example question and the nearest passage of a service that it is not
    about.
    """

    format: int
    version: str
    content: str
    embedder: str
    dimension: int
    services: int
    passages: int
    near_mean: float
    near_deviation: float
    built_at: str
    checksums: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write the manifest into `folder`."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read the manifest of `folder`. Raises `IndexRefused`."""
        try:
            values = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            manifest = cls(**values)
        except (OSError, ValueError, TypeError) as exc:
            raise IndexRefused(f"the manifest of index {folder.name} cannot be read") from exc
        if manifest.format != FORMAT:
            raise IndexRefused(f"index {folder.name} has format {manifest.format}, not {FORMAT}")
        return manifest


def checksums_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file under `folder` but the manifest, by relative path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def verify(folder: Path, manifest: Manifest) -> None:
    """Raise `IndexRefused` unless every file is there and is the one that was written."""
    try:
        found = checksums_of(folder)
    except OSError as exc:
        raise IndexRefused(f"index {folder.name} cannot be read") from exc
    for name, checksum in manifest.checksums.items():
        if found.get(name) != checksum:
            state = "is missing" if name not in found else "is damaged"
            raise IndexRefused(f"{name} of index {folder.name} {state}")
