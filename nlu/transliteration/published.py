"""What others report on Dakshina's Urdu words; only figures that were seen in the source named beside them.

The baselines of Roark et al. (LREC 2020) and of Kirov et al. (Computational Linguistics 50(2), 2024) belong here; their
tables could not be read, so they are left out.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """One system on single words of Dakshina's Urdu test part, Roman to Urdu: accuracy of the first candidate."""

    system: str
    top_1: float
    character_errors: float | None
    source: str


PUBLISHED = (
    Published("IndicXlit, transformer, 11 M", 0.4212, None, "github.com/AI4Bharat/IndicXlit README"),
    Published("Nuqta-Nano, transformer, 3.4 M", 0.3606, 0.2020, "huggingface.co/habib-analyst/nuqta-nano"),
)
