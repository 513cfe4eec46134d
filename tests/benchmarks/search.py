"""How long one search takes, start-up not counted, and what of it is the embedding."""

from time import perf_counter

from knowledge.assembly import open_knowledge
from knowledge.settings import KnowledgeSettings
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.questions import questions

ROUNDS = 3


def measure(settings: KnowledgeSettings) -> list[Figure]:
    """Search every evaluation question `ROUNDS` times, one after another, in this process."""
    opened = open_knowledge(settings)
    texts = questions()
    for text in texts[:20]:
        opened.search.search(text)
    spent = []
    for _ in range(ROUNDS):
        for text in texts:
            begun = perf_counter()
            opened.search.search(text)
            spent.append((perf_counter() - begun) * 1000)
    count = f"{len(spent)} searches"
    return [
        Figure("search, median", percentile(spent, 0.5), "ms", note=count),
        Figure("search, p95", percentile(spent, 0.95), "ms", 10, count),
    ]
