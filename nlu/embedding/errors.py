"""Errors of the shipped embedding model.

ModelError
"""


class ModelError(Exception):
    """The model cannot be loaded; its message names the file and what mends it, and no citizen's text."""
