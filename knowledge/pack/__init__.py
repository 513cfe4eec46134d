"""Packs: portable folders of services. Reading, checking and importing them."""
