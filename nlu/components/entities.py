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


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)  # type: ignore[untyped-decorator]  # rasa publishes no types
class PatternEntityExtractor(EntityExtractorMixin, GraphComponent):  # type: ignore[misc]  # rasa publishes no types
    """Adds `province`, `city` and `agency` from `nlu.entities`, and `requested_language`.

    Personal data that `nlu.entities` knows (identity numbers, telephone numbers) are not added: they have no place in
    Rasa's tracker, and the texts that come here are masked.
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
    found: list[dict[str, Any]] = []
    language = requested_language(text)
    if language is not None:
        found.append({"entity": "requested_language", "value": language.value, "start": 0, "end": len(text)})
    return found
