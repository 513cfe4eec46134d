"""Rasa's side of `nlu`: the only package that imports `rasa`, and what Rasa is started through."""
