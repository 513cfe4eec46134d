"""The exported linked data, read by an RDF library and held against what the two vocabularies ask for."""

from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef

from knowledge.content import LANGUAGES, Pack
from knowledge.pack.checks import check_pack
from knowledge.pack.linked_data import CONTEXT, catalogue

CPSV, CV, DCT, SCHEMA = (Namespace(CONTEXT[name]) for name in ("cpsv", "cv", "dct", "schema"))
# rdflib's own JSON-LD parser still makes one.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
STARTER = Path(__file__).parents[3] / "knowledge" / "packs" / "pakistan"


@pytest.fixture(scope="module")
def starter() -> Pack:
    return check_pack(STARTER)[0]


@pytest.fixture(scope="module")
def graph(starter: Pack) -> Graph:
    return Graph().parse(data=catalogue(starter), format="json-ld")


def test_every_service_is_both_kinds_and_has_what_is_mandatory(graph: Graph, starter: Pack) -> None:
    services = set(graph.subjects(RDF.type, CPSV.PublicService))
    assert len(services) == len(starter.services)
    assert services == set(graph.subjects(RDF.type, SCHEMA.GovernmentService))
    for service in services:
        assert len(set(graph.objects(service, DCT.identifier))) == 1
        for property_ in (DCT.title, DCT.description):
            texts = list(graph.objects(service, property_))
            assert {text.language for text in texts if isinstance(text, Literal)} == set(LANGUAGES)
        (authority,) = graph.objects(service, CV.hasCompetentAuthority)
        assert (authority, RDF.type, CV.PublicOrganisation) in graph
        assert list(graph.objects(authority, DCT.spatial))


def test_costs_channels_and_numbers_are_all_there_and_no_others(graph: Graph, starter: Pack) -> None:
    facts = [fact for service in starter.services for fact in service.verified_facts]
    costs = [fact for fact in facts if fact.type == "fee"]
    found = list(graph.subjects(RDF.type, CV.Cost))
    assert len(found) == len(costs)
    assert sorted(float(str(graph.value(cost, CV.hasValue))) for cost in found) == sorted(
        float(str(fact.amount)) for fact in costs
    )
    channels = set(graph.subjects(RDF.type, CV.Channel))
    assert len(channels) == sum(fact.type in ("link", "helpline") for fact in facts)
    phones = {str(number) for number in graph.objects(None, SCHEMA.telephone)}
    assert phones == {fact.number for fact in facts if fact.number is not None}
    for channel in channels:
        assert isinstance(graph.value(channel, DCT.source), URIRef)


def test_the_tiny_pack_by_hand(tiny_pack: Path) -> None:
    graph = Graph().parse(data=catalogue(check_pack(tiny_pack)[0]), format="json-ld")
    library = URIRef("urn:sahulat:tiny:service:library-card")
    assert graph.value(library, CV.processingTime).toPython().days == 3  # type: ignore[union-attr]  # a duration
    fee = URIRef(f"{library}:fee-child-sindh")
    assert (library, CV.hasCost, fee) in graph
    assert float(str(graph.value(fee, CV.hasValue))) == 40
    assert str(graph.value(graph.value(fee, CV.currency), SKOS.notation)) == "PKR"
    assert str(graph.value(graph.value(fee, DCT.spatial), DCT.identifier)) == "PK-SD"
    assert str(graph.value(URIRef(f"{library}:site"), SCHEMA.serviceUrl)) == "https://library.example.gov.pk/"
