"""The archive as data: rows of tables, and a file a format."""
