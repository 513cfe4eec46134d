"""Services, articles, facts, packs, embedding, index and search: what Sahulat knows and how it finds it."""
