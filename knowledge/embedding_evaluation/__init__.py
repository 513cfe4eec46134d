"""Measuring an embedder on public test sets, beside lexical baselines and published figures."""
