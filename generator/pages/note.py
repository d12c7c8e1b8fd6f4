"""A hand-written page."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.model import Page, Text
from generator.pages.parts import Link
from generator.pages.paths import note_path
from generator.pages.shelf import Shelf


class NoteView(Struct, frozen=True):
    title: Text
    date: str
    body: Text  # Markdown
    others: tuple[Link, ...]


def pages(shelf: Shelf) -> Iterator[Page[NoteView]]:
    """A page for each of content/notes/*.md."""
    links = {
        note.id: Link(Text(note.title, note.script), note_path(note.id)) for note in shelf.notes
    }
    for note in shelf.notes:
        others = tuple(link for id, link in links.items() if id != note.id)
        title, body = Text(note.title, note.script), Text(note.body, note.script)
        yield Page(note_path(note.id), "note.html", NoteView(title, note.date, body, others))
