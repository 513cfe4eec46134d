"""The shipped embedding model: run time here, training in `nlu.embedding.train`."""
