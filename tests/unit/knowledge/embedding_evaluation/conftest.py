"""An evaluation folder of a few rows in every file."""

import gzip
import json
from pathlib import Path

import pytest

SCORES = (
    "task,split,subset,model,revision,main_score,ndcg_at_10,recall_at_1,recall_at_5,accuracy\r\n"
    "Tatoeba,test,urd-eng,sentence-transformers__LaBSE,x,0.932,,,,0.947\r\n"
    "BelebeleRetrieval,test,eng_Latn-eng_Latn,BAAI__bge-m3,x,0.956,0.956,0.915,0.983,\r\n"
    "Tatoeba,test,urd-eng,somebody__else,x,0.1,,,,0.1\r\n"
)


def write(path: Path, text: str) -> None:
    data = text.encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pairs = "the card is lost\tکارڈ گم ہے\nthe bill is high\tبل زیادہ ہے\n"
    write(tmp_path / "tatoeba_en_ur.tsv", pairs)
    write(tmp_path / "ntrex_en_ur.tsv", pairs)
    write(tmp_path / "dakshina_test.tsv.gz", "کارڈ گم ہے\tcard gum hai\nبل زیادہ ہے\tbill zyada hai\n")
    write(
        tmp_path / "xnli_roman.tsv",
        "split\tfield\tscript\ten\tur\n"
        "dev\tpremise\turd_Latn\tthe card is lost\tcard gum hai\n"
        "dev\tpremise\turd_Latn\tthe bill is high\tbill zyada hai\n",
    )
    requests = "LOST\tx\tthe card is lost\tcard gum hai\nHIGH\tx\tthe bill is high\tbill zyada hai\n"
    for part in ("train", "validation", "test"):
        write(tmp_path / f"hinglish_top_{part}.tsv.gz", requests)
    (tmp_path / "sib200").mkdir()
    for language in ("eng_Latn", "urd_Arab"):
        for part in ("train", "dev", "test"):
            write(
                tmp_path / "sib200" / f"{language}.{part}.tsv",
                "index_id\tcategory\ttext\n1\tcards\tthe card is lost\n2\tbills\tthe bill is high\n",
            )
    write(tmp_path / "uqa_dev_passages.tsv.gz", "0_0\tکارڈ گم ہے\n0_1\tبل زیادہ ہے\n")
    write(tmp_path / "uqa_dev_questions.tsv.gz", "q1\t0_1\tبل کیسا ہے\nq2\t0_0\tکارڈ کہاں ہے\n")
    passages = [
        {"text": "the card is lost", "items": [{"question": "what of the card"}, {"question": "is the card lost"}]},
        {"text": "the bill is high", "items": [{"question": "how is the bill"}]},
    ]
    write(tmp_path / "belebele_eng.jsonl.gz", "".join(json.dumps(passage) + "\n" for passage in passages))
    write(tmp_path / "published_scores.csv.gz", SCORES)
    return tmp_path
