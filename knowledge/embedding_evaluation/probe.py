"""A linear probe: how well a logistic regression over vectors tells labels apart."""

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_ITERATIONS = 300


def probe(
    known: NDArray[np.float32], labels: Sequence[str], asked: NDArray[np.float32], expected: Sequence[str]
) -> float:
    """Accuracy on `asked` (n, dimension) of a multinomial logistic regression fitted on `known` (m, dimension).

    scikit-learn's, L2 penalty with C = 10 since vectors have unit length (MTEB takes C = 1 on unscaled ones).
    """
    from sklearn.linear_model import LogisticRegression

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns when it stops at the last iteration; the figure stands
        fitted = LogisticRegression(C=10.0, max_iter=_ITERATIONS).fit(known, list(labels))
    return float((fitted.predict(asked) == np.asarray(expected)).mean())


def probe_tfidf(known: Sequence[str], labels: Sequence[str], asked: Sequence[str], expected: Sequence[str]) -> float:
    """Accuracy of a linear support vector machine over TF-IDF weighted character 2- to 5-grams within words.

    A support vector machine, since a logistic regression over so many sparse columns takes minutes.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    weigh = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    fitted = LinearSVC().fit(weigh.fit_transform(known), list(labels))
    return float((fitted.predict(weigh.transform(asked)) == np.asarray(expected)).mean())
