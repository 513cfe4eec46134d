"""The components that `config.yml` may name: importing this module registers them with Rasa's recipe."""

from rasa.core.policies.rule_policy import RulePolicy
from rasa.nlu.classifiers.fallback_classifier import FallbackClassifier
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer

from nlu.components.entities import PatternEntityExtractor
from nlu.components.featurizer import EmbeddingFeaturizer
from nlu.components.language import LanguageExtractor
from nlu.components.tokenizer import TwoScriptTokenizer

COMPONENTS = (
    TwoScriptTokenizer,
    CountVectorsFeaturizer,
    EmbeddingFeaturizer,
    LogisticRegressionClassifier,
    FallbackClassifier,
    LanguageExtractor,
    PatternEntityExtractor,
    RulePolicy,
)
