"""Train, export and measure the shipped model; the only package that imports torch."""
