"""A theme's templates, compiled, and how they print.

Everything a template prints is converted, as everything it prints is escaped: a `Text` from its
own script, a bare string from simplified characters. Interface words come from the theme's
words.toml, written by hand for each edition, and are left as they are.
"""

from __future__ import annotations

import marshal
import re
import sys
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from threading import RLock
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.ext import Extension
from jinja2.nodes import Expr, Impossible
from jinja2.parser import Parser
from jinja2.runtime import Context
from markupsafe import Markup, escape
from msgspec import Struct

from generator.filters import FILTERS, TESTS
from generator.interface import Words
from generator.model import Trouble
from generator.recipes import recipe
from generator.sheet import Blank, Sheet
from generator.store import Memo, digest
from generator.theme import COLUMNS, theme_words


class Printing(CodeGenerator):
    """Templates compiled for a sheet.

    What is printed is left blank or escaped by one call, that of `finalize`. What macros, blocks
    and joints give may hold blanks, and is one.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        node = macro_ref.node
        told = (
            tuple(argument.name for argument in node.args),
            macro_ref.accesses_kwargs,
            macro_ref.accesses_varargs,
            macro_ref.accesses_caller,
        )
        name = getattr(node, "name", None)
        self.write(f"environment.macro(environment, macro, {name!r}, *{told!r}, True)")

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:
        call_frame, macro_ref = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro_ref, call_frame)
        self.start_write(frame, node)
        self.write("environment.finalize(")
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write(")")
        self.end_write(frame)

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:
        super().visit_AssignBlock(node, frame)
        if isinstance(node.target, nodes.Name):
            name = frame.symbols.ref(node.target.name)
            self.writeline(f"{name} = environment.kept({name})")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Nothing that a template can call asks for its context, so it is called as it is."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for arg in (*node.args, *node.kwargs):
            self.visit(arg, frame)
            self.write(", ")
        self.write(")")


class _Macro(jinja2.runtime.Macro):
    """A macro, what it gives a blank: called as it is where all that it takes is there."""

    def __call__(self, *args: Any, **kwargs: Any) -> Blank:  # type: ignore[override]
        if kwargs or len(args) != self._argument_count or self.caller or self.catch_varargs:
            html = super().__call__(*args, **kwargs)
        else:
            html = self._func(*args)
        return Blank(html, self._environment.sheet)  # type: ignore[attr-defined]


class _Context(Context):
    """What templates name while a page is printed; forgotten as soon as it is.

    Macros know their context and it knows them: left to the collector of garbage, these circles
    would cost more than the pages.
    """

    def __init__(self, environment: Environment, parent: dict[str, Any], *more: Any, **named: Any):
        super().__init__(environment, parent, *more, **named)
        if "page" in parent:  # and not what a template imports without its context, once for all
            environment.contexts.append(self)


class Environment(jinja2.Environment):
    """Templates that print on a sheet."""

    context_class = _Context
    code_generator_class = Printing
    macro = _Macro
    sheet: Sheet | None = None
    lock = RLock()  # one page is printed at a time

    def __init__(self, memo: Memo | None = None, **settings: Any) -> None:
        super().__init__(**settings)
        self.contexts: list[_Context] = []
        self.memo = memo

    def compile(  # type: ignore[override]
        self, source: str, name: str | None = None, filename: str | None = None, *more: Any
    ) -> CodeType:
        """The code of a template, compiled once: a step where there is a memo."""
        work: Callable[[], CodeType]
        work = partial(super().compile, source, name, filename, *more)
        if self.memo is None:
            return work()
        given = digest(source, name, filename, sys.version)
        code = recipe("generator.templates")
        compiled = self.memo.step(code, (given,), bytes, lambda: marshal.dumps(work())).value
        found: CodeType = marshal.loads(compiled)
        return found

    def print_on(self, sheet: Sheet, template: str, names: dict[str, Any]) -> str:
        """What a template prints on a sheet."""
        if self.sheet:
            self.sheet.clear()
        self.sheet, self.finalize = sheet, sheet.printed
        try:
            return self.get_template(template).render(names)
        finally:
            for context in self.contexts:
                context.vars.clear()
                context.parent.clear()
            self.contexts.clear()

    def kept(self, html: Markup) -> Blank:
        """What a block gives."""
        assert self.sheet
        return Blank(html, self.sheet)

    def joined(self, parts: tuple[Any, ...]) -> Blank | str:
        """The parts as one: markup, where any of them is."""
        assert self.sheet
        if any(hasattr(part, "__html__") for part in parts):
            return Blank("".join(map(escape, parts)), self.sheet)
        return "".join(map(str, parts))


class Parts(Extension):
    """Parts of a template that run more or less often than it does.

    `{% each_edition %} … {% endeach_edition %}` looks at its edition: it runs for every one, so
    that the rest of its page need run but once. `{% every_page %} … {% endevery_page %}` is the
    same on every page, and runs once for all of them.
    """

    tags = frozenset(("each_edition", "every_page"))  # type: ignore[assignment]

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        self._site: Any = None
        self._same: dict[Any, tuple[str, ...]] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        tag = next(parser.stream)
        body = parser.parse_statements((f"name:end{tag.value}",), drop_needle=True)
        told: list[Expr] = []
        if tag.value == "every_page":
            told = [nodes.Const(f"{parser.name}:{parser.free_identifier().name}")]
        call = self.call_method(tag.value, told)
        return nodes.CallBlock(call, [], [], body).set_lineno(tag.lineno)

    def each_edition(self, caller: Callable[[], Any]) -> Markup:
        """What the part gives, blank where editions differ."""
        return Markup(self._sheet.each(caller))

    def every_page(self, part: str, caller: Callable[[], Any]) -> Markup:
        """What the part gave on the first page of the same site whose words are in its language."""
        sheet = self._sheet
        if self._site != (sheet.here.site, sheet.here.editions):
            self._site, self._same = (sheet.here.site, sheet.here.editions), {}
        key = part, tuple((h.edition.column, h.lang, h.said_in) for h in sheet.everywhere)
        if sheet.at_once or key not in self._same:
            self._same[key] = sheet.in_each(caller)
        return Markup(sheet.chosen(self._same[key]))

    @property
    def _sheet(self) -> Sheet:
        return self.environment.sheet  # type: ignore[attr-defined, no-any-return]


class Theme(Struct, frozen=True):
    """A theme ready to use: its templates compiled, its words read."""

    environment: Environment
    words: dict[str, dict[str, str]]
    ref: str  # digest of its templates and words
    told: str  # digest of its words
    templates: dict[str, str]  # of each the digest of all that a page made of it is made of
    said: dict[tuple[str, bool], Words]  # by column, and whether they are tagged


_ORIGINAL = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
_ARRANGING = frozenset(
    "batch d default dictsort e escape first groupby items join last list map max min random"
    " reject rejectattr safe select selectattr slice sort sum unique".split()
)
"""Jinja's filters that do nothing with the words that they are given, and so leave blanks blank."""


def _plain_filters() -> dict[str, Callable[..., Any]]:
    """Jinja's other filters, given words and not blanks."""

    def plain(name: str) -> Callable[..., Any]:
        @jinja2.pass_context
        def filter(context: Context, value: Any, *args: Any, **named: Any) -> Any:
            plainly = context.environment.sheet.plainly  # type: ignore[attr-defined]
            given = [plainly(arg) for arg in args]
            return _ORIGINAL.call_filter(name, plainly(value), given, named, context)

        return filter

    return {name: plain(name) for name in _ORIGINAL.filters if name not in _ARRANGING}


def _plain_tests() -> dict[str, Callable[..., Any]]:
    """Jinja's tests, given words and not blanks."""

    def plain(name: str) -> Callable[..., Any]:
        @jinja2.pass_environment
        def test(environment: Environment, value: Any, *args: Any, **named: Any) -> Any:
            assert environment.sheet
            plainly = environment.sheet.plainly
            return _ORIGINAL.call_test(name, plainly(value), [plainly(a) for a in args], named)

        return test

    return {name: plain(name) for name in _ORIGINAL.tests if name not in ("defined", "undefined")}


def _unbound(value: Any) -> str:
    """Nothing is printed while a template is compiled."""
    raise Impossible


def load(folders: tuple[Path, ...], memo: Memo | None = None) -> Theme:
    """The theme in the first of these folders, with what it lacks from those after it.

    `memo` may know its templates compiled. Raises Trouble where a template or words.toml cannot
    be read.
    """
    nearest, parents = _loader(*folders), _parents(folders)
    environment = Environment(
        memo,
        loader=jinja2.ChoiceLoader([nearest, parents]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_unbound,
        extensions=[Parts],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters.update(_plain_filters() | FILTERS)
    environment.tests.update(_plain_tests() | TESTS)
    words = theme_words(folders)
    names = nearest.list_templates()
    overridden = [
        name
        for name in parents.list_templates()
        if parents.get_source(environment, name)[1]
        != nearest.get_source(environment, name.partition("/")[2])[1]
    ]
    templates = [(name, _compile(environment, name)) for name in (*names, *overridden)]
    environment.memo = None  # which is no longer there when pages are made
    said = {
        (column, tagged): Words(words, column, tagged)
        for column in COLUMNS
        for tagged in (False, True)
    }
    told = digest(sorted(words.items()))
    return Theme(environment, words, digest(templates, told), told, reach(dict(templates)), said)


_NAMED = re.compile(r"{%[-+]?\s*(?:extends|include|import|from)\s+(?:\"([^\"]+)\"|'([^']+)')?")


def reach(sources: Mapping[str, str]) -> dict[str, str]:
    """Of each template the digest of its source and of all templates that it names, and they name.

    One that names another otherwise than by a plain string may be made of any.
    """
    named = {
        name: ["".join(found) for found in _NAMED.findall(source)]
        for name, source in sources.items()
    }

    def of(name: str) -> list[str]:
        todo, seen = [name], set[str]()
        while todo:
            if (each := todo.pop()) not in sources:
                return sorted(sources)
            if each not in seen:
                seen.add(each)
                todo += named[each]
        return sorted(seen)

    return {name: digest([(each, sources[each]) for each in of(name)]) for name in sources}


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
