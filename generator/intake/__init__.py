"""Files as received, to sources: one module a kind of file."""
