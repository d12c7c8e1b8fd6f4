"""Facts in an article: one module a kind."""
