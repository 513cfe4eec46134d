"""Embedders: the shipped model, any sentence-transformers model, and a deterministic fake that ships."""
