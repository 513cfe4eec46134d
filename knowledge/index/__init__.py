"""The search index on disk: built whole, named by version, swapped atomically, reloaded by every process."""
