"""What answers which aspect of a service: fact types, and the article's section that says it in words."""

from collections.abc import Mapping

from knowledge.tables import FactType

ASPECT_FACTS: Mapping[str, tuple[FactType, ...]] = {
    "documents": (FactType.DOCUMENT,),
    "fee": (FactType.FEE,),
    "time": (FactType.PROCESSING_TIME, FactType.DEADLINE),
    "steps": (FactType.STEP,),
    "place": (FactType.OFFICE, FactType.HELPLINE),
    "eligibility": (FactType.ELIGIBILITY,),
    "helpline": (FactType.HELPLINE,),
    "link": (FactType.LINK,),
}
"""Fact types per `nlu.aspects.Aspect` value, in the order in which aspects are offered.

Who asks where to go may not be able to: the number to call stands beside the office.
"""

ASPECT_SECTIONS: Mapping[str, str] = {"documents": "documents", "steps": "steps", "place": "where"}
"""The section that says an aspect in words, where there is one."""

GENERAL_FACTS = (FactType.FEE, FactType.PROCESSING_TIME, FactType.HELPLINE, FactType.LINK)
"""What a general question gets beside the lead: the first fact of each of these types."""

FALLBACK_SECTION = "steps"
"""What is said when an aspect was asked for and nothing is known about it."""
