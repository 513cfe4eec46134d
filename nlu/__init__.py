"""Language and script: what can be known about a text before anyone thinks about what it means."""
