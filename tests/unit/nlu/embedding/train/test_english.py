import random

from nlu.embedding.train.english import LONGEST_WORDS, SHORTEST, EnglishTexts

SENTENCES = [f"sentence number {n} says little" for n in range(50)]


def _texts(words: tuple[str, ...] = ()) -> EnglishTexts:
    return EnglishTexts(SENTENCES, words, 16, random.Random(4))


def test_texts_of_a_batch_are_of_one_length_and_neighbours_follow_one_another() -> None:
    drawn = _texts()
    for _ in range(40):
        texts = drawn.draw()
        lengths = {len(text.split()) for text in texts}
        assert len(lengths) == 1
        assert SHORTEST <= lengths.pop() <= LONGEST_WORDS
        for text in texts:
            assert text in " ".join(SENTENCES * 2 + SENTENCES)


def test_long_and_short_texts_make_batches_of_about_one_cost() -> None:
    drawn = _texts()
    sizes = {len(text[0].split()): len(text) for text in (drawn.draw() for _ in range(80))}
    assert sizes[max(sizes)] < sizes[min(sizes)] <= 192


def test_now_and_then_other_words_of_the_teacher_stand_in_a_text() -> None:
    drawn = _texts(("zebra",))
    texts = [text for _ in range(30) for text in drawn.draw()]
    share = sum("zebra" in text for text in texts) / len(texts)
    assert 0.1 < share < 0.5
