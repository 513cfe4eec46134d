"""Entities found by patterns: places, agencies, and the language that a citizen asks for."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.components.requested_language import requested_language
from nlu.entities import EntityType, find_entities

KEPT = frozenset({EntityType.PROVINCE, EntityType.CITY, EntityType.AGENCY})
"""Numbers stay out: they are personal, and have no place in Rasa's tracker."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatternEntityExtractor(EntityExtractorMixin, GraphComponent):  # type: ignore[misc]  # rasa publishes no types
    """Adds `province`, `city` and `agency` from `nlu.entities`, and `requested_language`.

    A city counts as its province too, after any province that is named.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa calls it with four
        model_storage: ModelStorage,  # noqa: ARG003  # Rasa calls it with four
        resource: Resource,  # noqa: ARG003  # Rasa calls it with four
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa calls it with four
    ) -> "PatternEntityExtractor":
        """It has neither settings nor state."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what is found to each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = self.add_extractor_name(_found(text))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _found(text: str) -> list[dict[str, Any]]:
    kept = [entity for entity in find_entities(text) if entity.type in KEPT]
    found = [_entity(entity.type.value, entity.value, entity.start, entity.end) for entity in kept]
    found += [
        _entity("province", entity.province, entity.start, entity.end)
        for entity in kept
        if entity.type is EntityType.CITY and entity.province is not None
    ]
    language = requested_language(text)
    if language is not None:
        found.append(_entity("requested_language", language.value, 0, len(text)))
    return found


def _entity(kind: str, value: str, start: int, end: int) -> dict[str, Any]:
    return {"entity": kind, "value": value, "start": start, "end": end}
