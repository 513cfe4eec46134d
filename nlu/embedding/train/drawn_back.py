"""Draw a trained student part of the way back to its teacher.

Teaching Urdu moves the English words and the layers away from where the teacher had them, and English retrieval pays
for it. A weighted mean of the weights before and after keeps most of both (Wortsman et al. 2022, "Robust fine-tuning
of zero-shot models").
"""

import torch
from transformers import BertModel

from nlu.embedding.train.student import with_layers
from nlu.embedding.train.teacher import load_teacher, teacher_folder
from nlu.embedding.train.vocabulary import SPECIAL, english_tokens

BODY = 0.15
"""The teacher's share in every weight but the words'."""
ENGLISH = 0.4
"""The teacher's share in the embeddings of the English words that it had."""
EARLIER = 0.5
"""The share of the run before it, where a run began after another: what one learnt by heart the other did not."""
_TABLE = "embeddings.word_embeddings.weight"


def drawn_back(model: BertModel, body: float = BODY, english: float = ENGLISH) -> None:
    """Change the weights of the student `model` in place; `body` and `english` in [0, 1] are the teacher's shares."""
    teacher, tokenizer = load_teacher()
    numbers = tokenizer.get_vocab()
    kept = [numbers[token] for token in (*SPECIAL, *english_tokens(teacher_folder() / "tokenizer.json"))]
    before = with_layers(teacher, len(model.encoder.layer)).state_dict()
    after = model.state_dict()
    with torch.no_grad():
        for name, tensor in after.items():
            if name == _TABLE:
                own = tensor[: len(kept)]
                own.copy_(torch.lerp(own, before[name][kept], english))
            elif tensor.is_floating_point():
                tensor.copy_(torch.lerp(tensor, before[name], body))


def mixed(model: BertModel, earlier: BertModel, share: float = EARLIER) -> None:
    """Change the weights of `model` in place to a weighted mean with those of a student of the same vocabulary."""
    before = earlier.state_dict()
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            if tensor.is_floating_point():
                tensor.copy_(torch.lerp(tensor, before[name], share))
