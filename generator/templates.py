"""A theme's templates, compiled, and how they print.

Everything a template prints is converted, as everything it prints is escaped: a `Text` from its
own script, a bare string from simplified characters. Interface words come from the theme's
words.toml, written by hand for each edition, and are left as they are.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr, Impossible
from markupsafe import Markup, escape
from msgspec import Struct

from generator.editions import Edition, say
from generator.filters import FILTERS
from generator.interface import Said, Words
from generator.model import Text, Trouble
from generator.store import digest
from generator.theme import COLUMNS, theme_words


class Theme(Struct, frozen=True):
    """A theme ready to use: its templates compiled, its words read."""

    environment: jinja2.Environment
    words: dict[str, dict[str, str]]
    ref: str  # digest of its templates and words
    said: dict[tuple[str, bool], Words]  # by column, and whether they are tagged
    bound: dict[Edition, jinja2.Environment]

    def of(self, edition: Edition) -> jinja2.Environment:
        """The same templates, printing in an edition."""
        if edition not in self.bound:
            self.bound[edition] = self.environment.overlay(finalize=partial(_printed, edition))
        return self.bound[edition]


class _Codes(jinja2.BytecodeCache):
    """Compiled templates; those of one edition are those of all."""

    def __init__(self) -> None:
        self._codes: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self._codes[bucket.key] = bucket.code


class _Printing(CodeGenerator):
    """What a template prints is converted and escaped by one call, that of `finalize`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class _Environment(jinja2.Environment):
    code_generator_class = _Printing


def _printed(edition: Edition, value: Any) -> str:
    """What is printed of a value: in the script of the edition, and escaped."""
    kind = value.__class__
    if kind is Said or kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str or kind is Text:
        return escape(say(value, edition))
    return escape(value)


def _unbound(value: Any) -> str:
    """Nothing is printed while a template is compiled, since each edition prints it otherwise."""
    raise Impossible


def load(folders: tuple[Path, ...]) -> Theme:
    """The theme in the first of these folders, with what it lacks from those after it.

    Raises Trouble where a template or words.toml cannot be read.
    """
    nearest, parents = _loader(*folders), _parents(folders)
    environment = _Environment(
        loader=jinja2.ChoiceLoader([nearest, parents]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_unbound,
        bytecode_cache=_Codes(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(FILTERS)
    words = theme_words(folders)
    names = nearest.list_templates()
    overridden = [
        name
        for name in parents.list_templates()
        if parents.get_source(environment, name)[1]
        != nearest.get_source(environment, name.partition("/")[2])[1]
    ]
    templates = [(name, _compile(environment, name)) for name in (*names, *overridden)]
    said = {
        (column, tagged): Words(words, column, tagged)
        for column in COLUMNS
        for tagged in (False, True)
    }
    return Theme(environment, words, digest(templates, sorted(words.items())), said, {})


def _loader(*folders: Path) -> jinja2.FileSystemLoader:
    return jinja2.FileSystemLoader(
        [f / part for f in folders for part in ("templates", "partials")]
    )


def _parents(folders: tuple[Path, ...]) -> jinja2.BaseLoader:
    """The templates that a theme overrides, as `PARENT/home.html`, for it to extend."""
    themes = [(name, tuple(same)) for name, same in groupby(folders, lambda f: f.name)]
    return jinja2.PrefixLoader({name: _loader(*same) for name, same in themes[1:]})


def _compile(environment: jinja2.Environment, name: str) -> str:
    try:
        assert environment.loader
        source: str = environment.loader.get_source(environment, name)[0]
        environment.get_template(name)
    except jinja2.TemplateError as error:
        raise template_trouble(error, name) from error
    except UnicodeDecodeError as error:
        raise Trouble(name, "is not UTF-8", "save the template as UTF-8") from error
    return source


def template_trouble(error: Exception, name: str) -> Trouble:
    """What is wrong with a template, and at which line."""
    lineno, filename = getattr(error, "lineno", None), getattr(error, "filename", None) or name
    frame = error.__traceback__
    while lineno is None and frame is not None:
        if frame.tb_frame.f_code.co_filename.endswith((".html", ".xml", ".txt", ".jinja")):
            filename, line = frame.tb_frame.f_code.co_filename, frame.tb_lineno
        frame = frame.tb_next
        if frame is None and filename != name:
            lineno = line
    where = f"{filename}:{lineno}" if lineno else str(filename)
    return Trouble(
        where,
        f"{type(error).__name__}: {error}",
        "mend the template; the pages it makes stay as they were",
    )
