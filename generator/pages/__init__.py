"""Kinds of page: one module a kind."""
