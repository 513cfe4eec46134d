"""What every measurement starts from: pack, embedder, index, fusion, questions, and how search answered them."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge.content import Pack, ServiceContent
from knowledge.embedders.opening import open_embedder
from knowledge.errors import FusionFileError, PackRejected
from knowledge.features import query_names, service_names
from knowledge.fusion import Fusion, Weights
from knowledge.index.builder import index_in_memory
from knowledge.index.loaded import LoadedIndex
from knowledge.interfaces import Embedder
from knowledge.pack.checks import check_pack
from knowledge.repository import Snapshot
from knowledge.search_quality.asking import Outcome, ask
from knowledge.search_quality.memo import RememberingEmbedder
from knowledge.search_quality.questions import FileQuestion, read_file
from knowledge.training.fitting import fit
from knowledge.training.rows import OutsideMessage, collect, read_outside

SEED = 1
"""That of `knowledge.fusion_training`, so that weights fitted here are those that it writes."""

SHIPPED_FUSION = "`knowledge/fusion.json`"
FITTED_FUSION = (
    "fitted in this run on the pack, since `knowledge/fusion.json` is for another embedder or other features"
)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything at hand.

    `files` maps a file's name to its questions, `outcomes` are those of all files, in order. `vectors` is the folder
    where computed vectors are kept, or None.
    """

    pack: Pack
    embedder_name: str
    embedder: RememberingEmbedder
    index: LoadedIndex
    fusion: Fusion
    fusion_origin: str
    outside: tuple[OutsideMessage, ...]
    files: Mapping[str, tuple[FileQuestion, ...]]
    outcomes: tuple[Outcome, ...]
    quick: bool
    vectors: Path | None

    @property
    def questions(self) -> tuple[FileQuestion, ...]:
        """The questions of all files, in order."""
        return tuple(question for questions in self.files.values() for question in questions)

    def of_file(self, name: str) -> list[Outcome]:
        """The outcomes of one file."""
        return [outcome for outcome in self.outcomes if outcome.asked.file == name]


def gather_material(
    pack_folder: Path, embedder_name: str, paths: Sequence[Path], quick: bool = False, vectors: Path | None = None
) -> Material:
    """Read, embed and index everything, and ask every question once.

    Raises `PackRejected`, `EvaluationFileError`, and what `open_embedder` raises.
    """
    pack, problems = check_pack(pack_folder)
    if problems:
        raise PackRejected(pack_folder, problems)
    slugs = [service.slug for service in pack.services]
    files = {path.name: read_file(path, slugs, quick) for path in paths}
    embedder = RememberingEmbedder(open_embedder(embedder_name), vectors)
    index = index_of(pack.services, embedder)
    outside = tuple(read_outside())
    fusion, origin = _fusion(index, embedder, outside)
    questions = [question for rows in files.values() for question in rows]
    outcomes = ask(index, embedder, fusion, questions)
    embedder.keep()
    return Material(
        pack=pack,
        embedder_name=embedder_name,
        embedder=embedder,
        index=index,
        fusion=fusion,
        fusion_origin=origin,
        outside=outside,
        files=files,
        outcomes=outcomes,
        quick=quick,
        vectors=vectors,
    )


def index_of(services: Sequence[ServiceContent], embedder: Embedder) -> LoadedIndex:
    """The index of `services`, in memory."""
    hashes = "".join(service.content_hash() for service in services)
    return index_in_memory(Snapshot(hashlib.sha256(hashes.encode()).hexdigest()[:16], tuple(services)), embedder)


def fitted(index: LoadedIndex, embedder: Embedder, outside: Sequence[OutsideMessage], dense: bool) -> Weights:
    """One set of weights, fitted on `index` just as `knowledge.fusion_training` does."""
    table = collect(index, embedder, outside, SEED, dense)
    return fit(table, service_names(dense), query_names(dense)).weights


def fingerprint_of(fusion: Fusion) -> str:
    """16 hexadecimal digits that change whenever a weight does."""
    written = json.dumps(asdict(fusion), sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _fusion(index: LoadedIndex, embedder: Embedder, outside: Sequence[OutsideMessage]) -> tuple[Fusion, str]:
    """The shipped weights where they were trained for `embedder`, else weights fitted now; and which of the two."""
    try:
        shipped = Fusion.load()
    except FusionFileError:
        shipped = None
    if shipped is not None and shipped.embedder == embedder.fingerprint:
        return shipped, SHIPPED_FUSION
    weights = [fitted(index, embedder, outside, dense) for dense in (True, False)]
    return Fusion(weights[0], weights[1], embedder.fingerprint), FITTED_FUSION
