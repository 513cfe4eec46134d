"""Dense features from the shipped embedding model."""

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.embedding.runtime import EmbeddingModel

SHIPPED_MODEL = Path(__file__).parents[1] / "embedding" / "model"
_BATCH = 64


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class EmbeddingFeaturizer(DenseFeaturizer, GraphComponent):  # type: ignore[misc]  # rasa publishes no types
    """Adds the vector of a message as its sentence feature, and as the one row of its sequence feature.

    `scale` multiplies the unit vector: Rasa's logistic regression has a fixed regularisation strength, so the scale of
    a feature decides how much it may weigh. Vectors of single words say little and cost a run of the model each, so
    none are made; Rasa's classifier here reads the sentence feature only.
    """

    def __init__(self, config: dict[str, Any], name: str, model: EmbeddingModel) -> None:
        super().__init__(name, config)
        self._scale = float(config["scale"])
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003  # Rasa calls it with four
        resource: Resource,  # noqa: ARG003  # Rasa calls it with four
        execution_context: ExecutionContext,
    ) -> "EmbeddingFeaturizer":
        """Load the model; an unusable folder raises what `EmbeddingModel.load` raises."""
        folder = Path(config["model"] or SHIPPED_MODEL)
        return cls(config, execution_context.node_name, EmbeddingModel.load(folder, threads=1))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`model`: a folder, by default the shipped one; `scale`: length of the vectors."""
        return {**DenseFeaturizer.get_default_config(), "model": None, "scale": 1.0}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Rasa's hook; `create` finds what is wrong."""

    @classmethod
    def required_components(cls) -> list[type]:
        """What must stand before it in the pipeline."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """What must be installed."""
        return ["onnxruntime", "tokenizers"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the features to every message that has a text."""
        with_text = [message for message in messages if message.get(TEXT)]
        for start in range(0, len(with_text), _BATCH):
            batch = with_text[start : start + _BATCH]
            vectors = self._model.encode([message.get(TEXT) for message in batch]) * np.float32(self._scale)
            for message, vector in zip(batch, vectors, strict=True):
                for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
                    message.add_features(Features(vector[np.newaxis], kind, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to every training example."""
        self.process(training_data.training_examples)
        return training_data
