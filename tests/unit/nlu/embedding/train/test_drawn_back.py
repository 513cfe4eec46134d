import torch

from nlu.embedding.train.drawn_back import drawn_back, mixed
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


def test_two_runs_are_mixed_by_their_shares() -> None:
    teacher, _ = load_teacher()
    later, earlier = (with_vocabulary(teacher, torch.full((8, 384), value)) for value in (1.0, 2.0))
    with torch.no_grad():
        earlier.state_dict()[INNER].add_(1.0)
    mixed(later, earlier, share=0.25)
    torch.testing.assert_close(later.state_dict()[TABLE], torch.full((8, 384), 1.25))
    torch.testing.assert_close(later.state_dict()[INNER], teacher.state_dict()[INNER] + 0.25)
