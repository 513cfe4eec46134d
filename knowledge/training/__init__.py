"""Training of the fusion weights: rows, fitting, and the out-of-scope messages written for it."""
