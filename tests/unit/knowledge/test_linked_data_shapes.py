"""The exported linked data conforms to CPSV-AP's property tables and uses schema.org's terms where they belong.

The shapes in `tests/fixtures/cpsv_ap.ttl` are our own. When they were written, the export also met every constraint of
the official ones of release 3.2.0 (`SEMICeu/CPSV-AP`, `releases/3.2.0/shacl/cpsv-ap-SHACL.ttl`), which are open: they
let a misspelt property pass.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from knowledge.pack.checks import check_pack
from knowledge.pack.linked_data import CONTEXT, catalogue

CPSV, CV, DCT, SCHEMA, XSD = (Namespace(CONTEXT[name]) for name in ("cpsv", "cv", "dct", "schema", "xsd"))
# rdflib's own JSON-LD parser still makes one.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
ROOT = Path(__file__).parents[3]
PACKS = {"starter": ROOT / "knowledge" / "packs" / "pakistan", "tiny": ROOT / "tests" / "fixtures" / "packs" / "tiny"}
LIBRARY = URIRef("urn:sahulat:tiny:service:library-card")
FEE = URIRef(f"{LIBRARY}:fee-child-sindh")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ROOT / "tests" / "fixtures" / "cpsv_ap.ttl")


@cache
def document(pack: str) -> str:
    return catalogue(check_pack(PACKS[pack])[0])


def exported(pack: str) -> Graph:
    return Graph().parse(data=document(pack), format="json-ld")


def broken(graph: Graph, shapes: Graph) -> set[tuple[Node | None, Node | None]]:
    """The things that do not conform, with the property at fault."""
    conforms, results, text = validate(graph, shacl_graph=shapes)
    assert isinstance(results, Graph), text
    found = {(thing, results.value(result, SH.resultPath)) for result, thing in results.subject_objects(SH.focusNode)}
    assert conforms is not bool(found), text
    return found


@pytest.mark.parametrize("pack", PACKS)
def test_every_service_of_a_pack_conforms(pack: str, shapes: Graph) -> None:
    graph = exported(pack)
    assert broken(graph, shapes) == set()
    # An empty document conforms too.
    assert len(set(graph[: RDF.type : CPSV.PublicService])) == document(pack).count('"schema:GovernmentService"')


@pytest.mark.parametrize("pack", PACKS)
def test_a_thing_has_only_properties_of_its_types_and_none_is_nameless(pack: str, shapes: Graph) -> None:
    graph = exported(pack)
    for thing in set(graph.subjects()):
        fitting = [shape for type_ in graph[thing : RDF.type] for shape in shapes[: SH.targetClass : type_]]
        allowed = {RDF.type}.union(*(shapes.objects(shape, SH.property / SH.path) for shape in fitting))
        assert set(graph.predicates(thing)) <= allowed, thing
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    # A key that the context does not explain would be dropped, or read as a web address of its own scheme.
    assert {str(term).split(":")[0] for term in graph.predicates()} == {"http", "https"}
    ours = {term for term in graph.objects() if isinstance(term, URIRef) and term.startswith("urn:sahulat:")}
    assert ours <= set(graph.subjects())


def without_authority(graph: Graph) -> None:
    graph.remove((LIBRARY, CV.hasCompetentAuthority, None))


def without_currency(graph: Graph) -> None:
    graph.remove((FEE, CV.currency, None))


def amount_in_words(graph: Graph) -> None:
    graph.set((FEE, CV.hasValue, Literal("about 40", datatype=XSD.double)))


def amount_as_text(graph: Graph) -> None:
    graph.set((FEE, CV.hasValue, Literal("40")))


def title_without_language(graph: Graph) -> None:
    graph.set((LIBRARY, DCT.title, Literal("Library card")))


def currency_as_text(graph: Graph) -> None:
    graph.set((FEE, CV.currency, Literal("PKR")))


def two_processing_times(graph: Graph) -> None:
    graph.add((LIBRARY, CV.processingTime, Literal("P9D", datatype=XSD.duration)))


def area_as_text(graph: Graph) -> None:
    graph.set((LIBRARY, SCHEMA.areaServed, Literal("Punjab")))


@pytest.mark.parametrize(
    ("breaking", "place"),
    [
        (without_authority, (LIBRARY, CV.hasCompetentAuthority)),
        (without_currency, (FEE, CV.currency)),
        (amount_in_words, (FEE, CV.hasValue)),
        (amount_as_text, (FEE, CV.hasValue)),
        (title_without_language, (LIBRARY, DCT.title)),
        (currency_as_text, (FEE, CV.currency)),
        (two_processing_times, (LIBRARY, CV.processingTime)),
        (area_as_text, (LIBRARY, SCHEMA.areaServed)),
    ],
)
# rdflib says that "about 40" is no double, which is why it is refused.
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_broken_document_is_refused(
    *, breaking: Callable[[Graph], None], place: tuple[URIRef, URIRef], shapes: Graph
) -> None:
    graph = exported("tiny")
    breaking(graph)
    assert broken(graph, shapes) == {place}
