import torch

from nlu.embedding.train.drawn_back import drawn_back
from nlu.embedding.train.student import with_vocabulary
from nlu.embedding.train.teacher import load_teacher, teacher_folder
from nlu.embedding.train.vocabulary import SPECIAL, english_tokens

TABLE = "embeddings.word_embeddings.weight"
INNER = "encoder.layer.3.output.dense.weight"


def test_english_words_and_layers_go_their_shares_of_the_way_and_new_words_stay() -> None:
    teacher, tokenizer = load_teacher()
    english = english_tokens(teacher_folder() / "tokenizer.json")
    count = len(SPECIAL) + len(english)
    student = with_vocabulary(teacher, torch.full((count + 2, 384), 2.0))
    before = teacher.state_dict()
    with torch.no_grad():
        student.state_dict()[INNER].copy_(before[INNER] + 1.0)
    drawn_back(student, body=0.25, english=0.6)
    after = student.state_dict()
    torch.testing.assert_close(after[INNER], before[INNER] + 0.75)
    numbers = tokenizer.get_vocab()
    word = before[TABLE][numbers[english[100]]]
    torch.testing.assert_close(after[TABLE][len(SPECIAL) + 100], 0.4 * 2.0 + 0.6 * word)
    torch.testing.assert_close(after[TABLE][count:], torch.full((2, 384), 2.0))
