import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import FusionFileError
from knowledge.features import Features
from knowledge.fusion import Fusion, Weights

WEIGHTS = Weights(
    service_names=("a", "b"),
    service_means=(1.0, 0.0),
    service_deviations=(2.0, 1.0),
    service_weights=(1.0, -0.5),
    query_names=("q",),
    query_means=(0.0,),
    query_deviations=(1.0,),
    query_weights=(2.0,),
    none_bias=0.25,
)
FEATURES = Features(np.array([[3.0, 2.0], [1.0, 0.0]]), np.array([-0.5]))
# utilities by hand: (3-1)/2*1 - 0.5*2 = 0; (1-1)/2*1 - 0 = 0; none 0.25 + 2*-0.5 = -0.75


def test_the_shares_are_those_computed_by_hand() -> None:
    shares, none = WEIGHTS.probabilities(FEATURES)
    total = 2 + math.exp(-0.75)
    assert shares == pytest.approx([1 / total, 1 / total])
    assert none == pytest.approx(math.exp(-0.75) / total)


def test_temperature_divides_the_utilities() -> None:
    _, none = replace(WEIGHTS, temperature=3.0).probabilities(FEATURES)
    assert none == pytest.approx(math.exp(-0.25) / (2 + math.exp(-0.25)))


def test_huge_utilities_stay_finite() -> None:
    shares, none = replace(WEIGHTS, none_bias=1e6).probabilities(FEATURES)
    assert none == pytest.approx(1.0)
    assert np.isfinite(shares).all()


def test_the_shipped_weights_fit_the_code_and_survive_saving(tmp_path: Path) -> None:
    fusion = Fusion.load()
    fusion.save(tmp_path / "fusion.json")
    assert Fusion.load(tmp_path / "fusion.json") == fusion


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"full": 1, "lexical": 2}'])
def test_a_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "fusion.json").write_text(text)
    with pytest.raises(FusionFileError, match="fusion_training"):
        Fusion.load(tmp_path / "fusion.json")


def test_weights_for_other_features_are_refused(tmp_path: Path) -> None:
    Fusion.load().save(tmp_path / "fusion.json")
    values = json.loads((tmp_path / "fusion.json").read_text())
    values["full"]["service_names"][0] = "phase_of_the_moon"
    (tmp_path / "fusion.json").write_text(json.dumps(values))
    with pytest.raises(FusionFileError, match="other features"):
        Fusion.load(tmp_path / "fusion.json")
