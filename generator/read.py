"""Files to values: the edge where an archive's folder is read.

Every function here names the file, what is wrong with it, and what to do, in a Trouble.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from generator import frontmatter, glossary, toml
from generator.clean.script import detect
from generator.editions import EDITIONS
from generator.frontmatter import unknown
from generator.intake.given import sidecar
from generator.intake.leaf import Given
from generator.intake.table import INTAKES, ending, stem
from generator.model import Edit, Glossary, Name, Note, Problem, Site, Trouble
from generator.overlay import KIND_NAMES, overlay, plain_words
from generator.register import parted
from generator.takedown import Takedown, parse

T = TypeVar("T")

LIMIT = 64 << 20  # bytes of a source; more is no article


def site(root: Path, address: str = "") -> Site:
    """content/site.toml; `address` stands in for its own."""
    path = root / "content" / "site.toml"
    if not root.is_dir():
        raise Trouble(
            str(root), "no such folder", "name an archive's folder, or make one: jianzhu new DIR"
        )
    if not path.is_file():
        raise Trouble(
            str(path), "this folder is no archive: the file is missing", "make one: jianzhu new DIR"
        )
    table = toml.table(_text(path, str(path)), str(path))
    read = toml.struct(table, Site, str(path), "setting", "mend the setting")
    for edition in read.editions:
        if edition not in (ids := [e.id for e in EDITIONS]):
            raise unknown(str(path), "edition", edition, ids)
    if not 0 <= read.threshold <= 100:
        what = f"threshold {read.threshold} is no share in per cent"
        raise Trouble(str(path), what, "write a number from 0 (show all) to 100")
    if len(set(read.editions)) < len(read.editions):
        raise Trouble(str(path), "an edition comes twice", "keep one of them")
    if not re.fullmatch(r"[\w-]+", read.theme):
        raise Trouble(str(path), f"theme {read.theme!r} is no name of a folder", "see themes/")
    if read.report and not re.fullmatch(_REPORT, read.report):
        what = f"report {read.report!r} is neither a web address nor mailto:"
        raise Trouble(str(path), what, "write https://…/issues/new or mailto:someone@example.org")
    return replace(read, address=web_address(address or read.address, str(path)))


_REPORT = r"https://[^\s\"<>#]+|mailto:[^\s\"<>@?#]+@[^\s\"<>@#]+"


def web_address(words: str, where: str) -> str:
    """The address of a site, or ""; Trouble where it is none."""
    if words and not re.fullmatch(r"https?://[^\s/\"<>]+(?:/[^\s\"<>]*)?", words):
        raise Trouble(where, f"address {words!r} is no web address", "begin it with https://")
    return words


def files(root: Path) -> dict[str, Path]:
    """The files of seeds/ that can be read, by id, in order of id.

    The id is the file's path without its ending; of two files that differ in it alone, the one
    whose kind comes first in INTAKES keeps it and the other's ending is added.
    """
    folder = root / "seeds"
    if not folder.is_dir():
        raise Trouble(str(folder), "no such folder", "make it and put articles in it")
    kinds = list(INTAKES)
    found: dict[str, Path] = {}
    paths = (p for p in folder.rglob("*") if ending(p.name) and not hidden(p, folder))
    for path in sorted(paths, key=lambda p: (kinds.index(ending(p.name)), p.as_posix())):
        id = path.with_name(stem(path.name)).relative_to(folder).as_posix().replace("/", "-")
        found[id if id not in found else f"{id}-{ending(path.name)[1:]}"] = path
    return dict(sorted(found.items()))


def hidden(path: Path, folder: Path) -> bool:
    """Whether a file is no article: a dot file, a backup, a README, a part of a saved page."""
    parts = path.relative_to(folder).parts
    if any(part.startswith((".", "~", "_")) for part in parts):
        return True
    return stem(path.name).lower() == "readme" or any(
        parent.name.endswith(end)
        and any(parent.with_name(parent.name.removesuffix(end) + e).is_file() for e in _PAGES)
        for parent in path.parents[: len(parts) - 1]
        for end in _SAVED_BESIDE
    )


_PAGES = (".html", ".htm")
_SAVED_BESIDE = ("_files", ".files", "_文件")  # where browsers put a saved page's parts


def data(path: Path, name: str, folder: Path | None = None) -> bytes:
    """The bytes of a file, which may not lead out of `folder`; messages call it `name`."""
    try:
        if not name.isprintable():
            called = name.encode("utf-8", "replace").decode()
            raise Trouble(called, "its name cannot be printed", "rename it")
        if folder and not path.resolve().is_relative_to(folder.resolve()):
            raise Trouble(name, f"a link that leads out of {folder.name}/", "copy the file here")
        if not path.exists():
            raise Trouble(name, "no such file", "name one that is there")
        if not path.is_file():
            raise Trouble(name, "not a plain file", "replace it by the article's file")
        if path.stat().st_size > LIMIT:
            raise Trouble(name, f"larger than {LIMIT >> 20} MB", "cut it into smaller files")
        return path.read_bytes()
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        why = getattr(error, "strerror", "") or str(error)
        raise Trouble(name, f"cannot be read: {why}", "mend its permissions") from error


def given(path: Path, root: Path = Path()) -> Given:
    """What NAME.toml beside a file of pages says of it."""
    beside = path.with_name(stem(path.name) + ".toml")
    if beside == path or not beside.is_file():
        return ()
    where = (
        beside.relative_to(root).as_posix() if beside.is_relative_to(root) else beside.as_posix()
    )
    kind = INTAKES.get(ending(path.name))
    return sidecar(_text(beside, where), where, many=kind is not None and kind.many)


def strays(root: Path, paths: Iterable[Path]) -> list[Problem]:
    """The problems of those NAME.toml in seeds/ that stand beside no file."""
    folder = root / "seeds"
    named = {path.with_name(stem(path.name) + ".toml") for path in paths}
    return [
        Problem(
            path.relative_to(root).as_posix(),
            "no file of that name is beside it",
            "rename it, or remove it",
        )
        for path in sorted(folder.rglob("*.toml"))
        if path not in named and not hidden(path, folder)
    ]


def takedown(root: Path) -> Takedown:
    """content/takedown.toml: names that must not appear; none where there is no such file.

    Raises Trouble where it cannot be read as it is meant: nothing may be published then.
    """
    path, where = root / "content" / "takedown.toml", "content/takedown.toml"
    there = path.exists() or path.is_symlink()
    return parse(_text(path, where), where) if there else Takedown()


def names(root: Path) -> tuple[dict[str, tuple[Name, ...]], list[Problem]]:
    """The authority file by file: content/names/*.toml, each with `[[name]]` rows."""

    def rows(path: Path, where: str) -> Iterator[Name]:
        for here, row in toml.rows(_text(path, where), "name", where):
            name = toml.struct(row, Name, here, "key", "mend the row")
            if name.kind not in KIND_NAMES:
                raise unknown(here, "fact kind", name.kind, KIND_NAMES)
            if not all(
                f.partition("@")[0].strip() for f in (name.name, *name.aliases, *name.apart)
            ):
                raise Trouble(here, "a name is empty", "write it, or drop it")
            if both := sorted({*map(parted, name.aliases)} & {*map(parted, name.apart)}):
                form = "@".join(filter(None, both[0]))
                raise Trouble(here, f"{form} is in aliases and apart", "keep it in one of them")
            if "@" in name.name:
                raise Trouble(here, f"{name.name}: a name belongs to no article", "see aliases")
            if name.public is not None and name.kind != "person":
                raise Trouble(here, "public is for persons", "drop it")
            yield name

    return _each(root, "content/names/*.toml", lambda path, where: tuple(rows(path, where)))


def notes(root: Path, stem: str = "*") -> tuple[dict[str, Note], list[Problem]]:
    """The hand-written pages by file: content/notes/*.md, or those that a pattern names."""

    def note(path: Path, where: str) -> Note:
        entries, body = frontmatter.read(_text(path, where), where)
        given = {e.key: plain_words(e, where) for e in entries}
        for entry in entries:
            if entry.key not in ("title", "date"):
                raise unknown(f"{where}:{entry.line}", "key", entry.key, ("title", "date"))
        title = given.get("title") or path.stem
        return Note(path.stem, title, body, detect(title + body), given.get("date", ""))

    return _each(root, f"content/notes/{stem}.md", note)


def words(root: Path) -> tuple[dict[str, Glossary], list[Problem]]:
    """The glossary, content/glossary.toml, by its file; none where there is no such file."""
    return _each(
        root, "content/glossary.toml", lambda path, where: glossary.parse(_text(path, where), where)
    )


def edits(root: Path, id: str = "*") -> tuple[dict[str, Edit], list[Problem]]:
    """The overlays by file: content/edits/<id>.md, or those that a pattern names."""

    def one(path: Path, where: str) -> Edit:
        return overlay(path.stem, *frontmatter.read(_text(path, where), where), where)

    return _each(root, f"content/edits/{id}.md", one)


def _each(
    root: Path, pattern: str, read: Callable[[Path, str], T]
) -> tuple[dict[str, T], list[Problem]]:
    """What is read of each file that the pattern names, by the file's path in the archive."""
    found, problems = {}, []
    for path in sorted(root.glob(pattern)):
        if path.name.startswith((".", "~", "_")):
            continue
        try:
            found[path.relative_to(root).as_posix()] = read(path, path.relative_to(root).as_posix())
        except Trouble as trouble:
            problems.append(trouble.problem)
    return found, problems


def _text(path: Path, where: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Trouble(where, "is not UTF-8", "save it as UTF-8") from error
    except OSError as error:
        raise Trouble(where, f"cannot be read: {error.strerror}", "mend its permissions") from error
