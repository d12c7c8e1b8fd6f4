"""Pictures of the archive for other places: link previews, icons."""
