import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from nlu.embedding.errors import ModelError
from nlu.embedding.runtime import SHIPPED, EmbeddingModel

LARGEST = 40 * 2**20


@pytest.fixture(scope="module")
def model() -> EmbeddingModel:
    return EmbeddingModel.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "model"
    shutil.copytree(SHIPPED, copy)
    return copy


def test_every_text_gets_a_unit_vector_in_its_place(model: EmbeddingModel) -> None:
    texts = ["passport", "ڈومیسائل بنوانے کے لیے کون سے کاغذات چاہییں؟", "bijli ka bill zyada aya hai"]
    vectors = model.encode(texts)
    assert vectors.shape == (3, model.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        np.testing.assert_allclose(model.encode([text])[0], vector, atol=1e-5)


def test_no_text_gives_no_vector(model: EmbeddingModel) -> None:
    assert model.encode([]).shape == (0, model.dimension)


def test_the_same_text_gives_the_same_vector_after_a_second_load(model: EmbeddingModel) -> None:
    again = EmbeddingModel.load(threads=2)
    text = ["mera passport kab milega"]
    np.testing.assert_allclose(again.encode(text), model.encode(text), atol=1e-5)
    assert again.fingerprint == model.fingerprint
    assert len(model.fingerprint) == 16


def test_more_texts_than_fit_one_batch_keep_their_order(model: EmbeddingModel) -> None:
    texts = [f"{number} " + "word " * (number % 90) for number in range(150)]
    vectors = model.encode(texts)
    for number in (0, 89, 90, 149):
        np.testing.assert_allclose(model.encode([texts[number]])[0], vectors[number], atol=1e-5)


@pytest.mark.parametrize(
    ("asked", "same", "other"),
    [
        ("my identity card is lost", "میرا شناختی کارڈ گم ہو گیا ہے", "بجلی کا بل بہت زیادہ آیا ہے"),
        ("my identity card is lost", "mera id card gum ho gya he", "bijli ka bill bohat zyada aya hai"),
        ("پاسپورٹ کی فیس کتنی ہے؟", "passport ki fees kitni hai", "bache ka birth certificate kaise banega"),
        (
            "paspot ki fees ktni h",
            "How much does a passport cost?",
            "How do I register the birth of a child?",
        ),
        (
            "گاڑی کی ملکیت منتقل کروانی ہے",
            "gari apne naam transfer karwani hai",
            "gas ka naya connection lagwana hai",
        ),
        ("driving licence banwana hai", "I want to get a driving licence", "I want to pay my property tax"),
        ("زمین کی فرد کہاں سے ملے گی", "zameen ki fard kahan se milegi", "police ko report kahan karun"),
        (
            "Where can I complain about a broken street light?",
            "گلی کی لائٹ خراب ہے شکایت کہاں کروں",
            "شادی کا نکاح نامہ کیسے بنے گا",
        ),
        ("shukriya aap ka", "thank you", "what is the time"),
    ],
)
def test_a_paraphrase_in_another_writing_is_nearer_than_another_wish(
    model: EmbeddingModel, asked: str, same: str, other: str
) -> None:
    question, near, far = model.encode([asked, same, other])
    assert question @ near > question @ far + 0.15


def test_letters_typed_on_an_arabic_keyboard_are_the_same_letters(model: EmbeddingModel) -> None:
    pakistani, arabic = model.encode(["یہ کارڈ کی فیس ۵۰۰ ہے", "يه كارڈ كي فيس 500 هے"])
    np.testing.assert_allclose(pakistani, arabic, atol=1e-5)


def test_case_marks_and_hidden_characters_change_nothing(model: EmbeddingModel) -> None:
    plain, dressed = model.encode(["passport ki fees", "  PASSPORT\u200c  ki\u00a0Fees \u200f"])
    np.testing.assert_allclose(plain, dressed, atol=1e-5)


def test_empty_and_blank_texts_share_one_vector(model: EmbeddingModel) -> None:
    empty, blank, hidden = model.encode(["", " \t\n", "\u200b"])
    np.testing.assert_allclose(empty, blank, atol=1e-6)
    np.testing.assert_allclose(empty, hidden, atol=1e-6)
    assert np.linalg.norm(empty) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["漢字かな", "😀😀", "Привет", "\x00\x01", "\ud800 card", "a" * 500])
def test_writing_it_never_learnt_still_gives_a_unit_vector(model: EmbeddingModel, text: str) -> None:
    vector = model.encode([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_of_a_very_long_text_only_the_start_is_read(model: EmbeddingModel) -> None:
    long = "kaghzat " * 13_000
    start, whole, other_end = model.encode([long[:2000], long, long[:90_000] + "passport " * 1000])
    np.testing.assert_allclose(whole, start, atol=1e-5)
    np.testing.assert_allclose(whole, other_end, atol=1e-5)


def test_a_changed_file_is_refused_by_name(folder: Path) -> None:
    with (folder / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(ModelError, match=r"tokenizer\.json.*checksum"):
        EmbeddingModel.load(folder)


@pytest.mark.parametrize("name", ["config.json", "model.onnx", "tokenizer.json"])
def test_a_missing_file_is_refused_by_name_with_what_mends_it(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}.*restore the folder"):
        EmbeddingModel.load(folder)


@pytest.mark.parametrize(
    "written", ["not json", "[]", '{"dimension": 384}', '{"dimension": 384, "max_tokens": 128, "sha256": {}}']
)
def test_a_config_that_says_too_little_is_refused(folder: Path, written: str) -> None:
    (folder / "config.json").write_text(written, encoding="utf-8")
    with pytest.raises(ModelError, match=r"config\.json"):
        EmbeddingModel.load(folder)


def test_files_that_are_no_model_are_refused_although_their_checksums_fit(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "model.onnx").write_bytes(b"")
    config["sha256"]["model.onnx"] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        EmbeddingModel.load(folder)


def test_the_shipped_folder_is_small_enough_and_tells_where_it_came_from() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < LARGEST
    assert "Licence" in (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
