"""Puts the language of every message into its entities, from where the slot `language` is filled."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.language import identify
from nlu.types import Language


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageExtractor(EntityExtractorMixin, GraphComponent):  # type: ignore[misc]  # rasa publishes no types
    """Adds the entity `language`, a tag of `nlu.types.Language`, to a message.

    The caller's word counts first: the REST channel's `metadata` with `{"language": tag}`, where the conversation's
    chosen language has been weighed. Without it the text decides; a text of no known language gets no entity.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003  # Rasa calls it with four
        model_storage: ModelStorage,  # noqa: ARG003  # Rasa calls it with four
        resource: Resource,  # noqa: ARG003  # Rasa calls it with four
        execution_context: ExecutionContext,  # noqa: ARG003  # Rasa calls it with four
    ) -> "LanguageExtractor":
        """It has neither settings nor state."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entity to each message."""
        for message in messages:
            language = _told(message.get("metadata")) or identify(message.get(TEXT) or "").language
            if language is not None:
                entity = {"entity": "language", "value": language.value, "start": 0, "end": 0}
                found = self.add_extractor_name([entity])
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def _told(metadata: object) -> Language | None:
    tag = metadata.get("language") if isinstance(metadata, dict) else None
    try:
        return Language(str(tag))
    except ValueError:
        return None
