"""The command line: `jianzhu build | serve | check | clean | facts | convert | explain | new`.

Exit codes: 0 all went well; 1 the rest was done, but problems were listed; 2 nothing could be done.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from generator.model import Habits, Problem, Source, Text, Trouble

if TYPE_CHECKING:
    from generator.intake.leaf import Leaf

T = TypeVar("T")


def main(arguments: list[str] | None = None) -> int:
    """The exit code of one run of the command."""
    # What a build makes lives as long as the build, so looking often for what does not costs more
    # than all its pages.
    gc.set_threshold(100_000, 50, 1000)
    options = _parser().parse_args(arguments)
    if sys.stdin is None:  # closed by the caller
        sys.stdin = io.StringIO()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    try:
        code: int = options.run(options)
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of our output had enough
        sys.stdout = None
        return 0
    except OSError as error:
        print(f"{error.filename or 'output'}: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jianzhu",
        description="Turn saved Chinese articles into an annotated, cross-linked archive.",
        epilog="Exit codes: 0 well; 1 problems were listed, the rest was done; 2 nothing was done.",
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> Any:
        sub = commands.add_parser(name, help=words, description=words)
        sub.set_defaults(run=run)
        return sub

    def folder(sub: Any) -> None:
        sub.add_argument(
            "root",
            nargs="?",
            type=Path,
            default=Path(),
            help="the archive's folder (default: here)",
        )

    sub = command("build", _build, "Publish the archive as a static site.")
    folder(sub)
    sub.add_argument("--out", type=Path, help="where to publish (default: public/ in the archive)")
    sub.add_argument(
        "--address", default="", help="where the site will stand, instead of site.toml's"
    )
    sub.add_argument(
        "--workers",
        default="",
        help="who does it: serial, a number of processes, or dask://HOST:PORT"
        " (default: a process for each processor)",
    )
    sub = command("serve", _serve, "Serve the archive on this machine and reload what changes.")
    folder(sub)
    sub.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default: 8000)")
    sub = command(
        "check", _check, "Publish nothing; list the problems, and what deserves a human look."
    )
    folder(sub)
    for name, run, words in (
        ("clean", _clean, "Print what cleaning makes of a saved page, as JSON."),
        ("facts", _facts, "Print the facts that a saved page states, as JSON."),
    ):
        sub = command(name, run, words)
        sub.add_argument("files", nargs="+", type=Path, help="files, or folders of them")
        sub.add_argument("--out", type=Path, help="write one JSON file an input into this folder")
    sub = command("convert", _convert, "Convert standard input, each line a text of its own.")
    sub.add_argument("--to", required=True, help="edition: zh-Hans, zh-Hant-TW, zh-Hant-HK")
    sub.add_argument(
        "--from", dest="script", help="script of the input: Hans, TW, HK (default: seen)"
    )
    sub.add_argument("--names", type=Path, help="a file of persons' names, beside those found")
    sub = command("explain", _explain, "Say what became of every line of an article, and why.")
    sub.add_argument("id", help="the article's id: its file name without the ending")
    folder(sub)
    sub = command("new", _new, "Lay out an empty archive that builds at once.")
    sub.add_argument("folder", type=Path, help="a folder that is not there yet, or is empty")
    return parser


def _build(options: argparse.Namespace) -> int:
    from generator.standing import publish

    root: Path = options.root
    out = options.out or root / "public"
    report = publish(root, out, options.address, _watch, options.workers)
    print(
        f"{report.articles} articles, {report.files} files: "
        f"{report.written} written, {report.removed} removed"
    )
    return _list(report.problems)


def _serve(options: argparse.Namespace) -> int:
    from generator.serve.serve import serve

    return serve(options.root, options.port)


def _check(options: argparse.Namespace) -> int:
    from generator.content import contents, memo_of
    from generator.prepare import prepare_all
    from generator.review import review
    from generator.templates import load
    from generator.theme import theme_folders

    with memo_of(options.root) as memo:
        content, problems = contents(options.root, memo)
        load(theme_folders(options.root, content.site.theme))
        done = prepare_all(memo, content, _watch)
        looks = 0
        for parts in done.prepared.values():
            for found in review(parts.source.value, parts.pieces.value, parts.article.value):
                print(found)
                looks += 1
    print(f"{len(done.prepared)} articles can be published; {looks} things deserve a look")
    return _list([*problems, *done.problems])


def _clean(options: argparse.Namespace) -> int:
    from generator.clean.assemble import assemble, trace
    from generator.clean.export import clean_json
    from generator.clean.label import label

    def one(source: Source, habits: Habits) -> dict[str, Any]:
        pieces = label(source, habits)
        return clean_json(source, pieces, assemble(source, pieces), trace(source, pieces))

    return _each_source(options, one)


def _facts(options: argparse.Namespace) -> int:
    from generator.annotate.annotate import annotate
    from generator.annotate.export import facts_json
    from generator.clean.assemble import assemble, trace
    from generator.clean.label import label
    from generator.model import Edit, Names

    def one(source: Source, habits: Habits) -> dict[str, Any]:
        pieces = label(source, habits)
        article = assemble(source, pieces)
        facts = annotate(article, Names(), Edit(article.id))
        return facts_json(source, article, trace(source, pieces), facts)

    return _each_source(options, one)


def _convert(options: argparse.Namespace) -> int:
    from generator.annotate.annotate import persons_in
    from generator.clean.script import detect
    from generator.editions import EDITIONS, LANG, say
    from generator.frontmatter import unknown

    rows = {edition.id: edition for edition in EDITIONS if edition.script}
    if options.to not in rows:
        raise unknown("--to", "edition", options.to, rows)
    if options.script and options.script not in LANG:
        raise unknown("--from", "script", options.script, LANG)
    known = (*_words(options.names),) if options.names else ()
    for line in sys.stdin:
        text = line.rstrip("\n")
        script = options.script or detect(text)
        names = (*persons_in(text, script), *known)
        print(say(Text(text, script, names), rows[options.to]))
    return 0


def _words(path: Path) -> list[str]:
    from generator import read

    try:
        return read.data(path, path.as_posix()).decode("utf-8-sig").split()
    except UnicodeDecodeError as error:
        raise Trouble(path.as_posix(), "is not UTF-8", "save the file as UTF-8") from error


def _explain(options: argparse.Namespace) -> int:
    from generator.content import contents, memo_of
    from generator.explain import explain
    from generator.prepare import find

    with memo_of(options.root) as memo:
        content, _ = contents(options.root, memo)
        for row in explain(find(memo, content, options.id)):
            print(row)
    return 0


def _new(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Trouble(str(folder), "is there already and not empty", "name a new folder")
    shutil.copytree(
        Path(__file__).parent / "new",
        folder,
        ignore=shutil.ignore_patterns("__*__*"),
        dirs_exist_ok=True,
        copy_function=shutil.copyfile,
    )
    (folder / "gitignore").rename(folder / ".gitignore")
    for empty in ("seeds", "content/edits", "content/names", "themes"):
        (folder / empty).mkdir(parents=True, exist_ok=True)
    print(f"an empty archive is in {folder}: put articles in {folder / 'seeds'}, then")
    print(f"  jianzhu serve {folder}")
    return 0


def _each_source(
    options: argparse.Namespace, work: Callable[[Source, Habits], dict[str, Any]]
) -> int:
    """Work on every page of the files named, or found in a folder named.

    Several pages are read as an archive's are: with the habits that their sites show in them.
    Prints one object, or one a line; with --out writes a file for each.
    """
    from generator.clean.habits import habits_of, learn, lines_of
    from generator.prepare import problem_of

    paths = [*_files(options.files)]
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    sources = [*_sources(_watch("files", paths) if options.out else paths, problems)]
    pages = [lines_of(source) for source in sources]
    learnt = learn(pages)
    for source, page in zip(sources, pages, strict=True):
        try:
            made = work(source, habits_of(page, learnt))
        except Exception as error:
            problems.append(problem_of(error, source.path))
            continue
        if options.out and taken.setdefault(source.id, source.path) != source.path:
            what = f"{source.id}.json is already that of {taken[source.id]}"
            problems.append(Problem(source.path, what, "give it a folder of its own"))
        elif options.out:
            text = json.dumps(made, ensure_ascii=False, indent=1)
            (options.out / f"{source.id}.json").write_text(text + "\n", "utf-8")
        else:
            indent = 1 if len(paths) == len(sources) == 1 else None
            print(json.dumps(made, ensure_ascii=False, indent=indent))
    return _list(problems)


def _sources(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Source]:
    """Every page of some files; what cannot be read joins the problems."""
    from generator.intake.table import intake
    from generator.prepare import problem_of

    for path in paths:
        try:
            leaves = _leaves(path)
        except Exception as error:
            problems.append(problem_of(error, path.as_posix()))
            continue
        for leaf in leaves:
            try:
                yield intake(leaf.id, leaf.path, leaf.data, leaf.given)
            except Exception as error:
                problems.append(problem_of(error, leaf.path))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and of each folder named those that can be read."""
    from generator import read
    from generator.intake.table import ending

    for path in paths:
        if path.is_dir():
            found = (p for p in path.iterdir() if ending(p.name) and not read.hidden(p, path))
            if not (inside := sorted(found)):
                raise Trouble(path.as_posix(), "no article is in this folder", "name another")
            yield from inside
        else:
            yield path


def _leaves(path: Path) -> tuple[Leaf, ...]:
    from generator import read
    from generator.intake.table import cut, stem

    data = read.data(path, path.as_posix())
    return cut(stem(path.name), path.as_posix(), data, read.given(path))


def _list(problems: Iterable[Problem]) -> int:
    """Print the problems, and give the exit code they make."""
    count = 0
    for count, problem in enumerate(dict.fromkeys(problems), 1):  # noqa: B007
        print(problem, file=sys.stderr)
    if count:
        print(f"{count} problem{'s' if count > 1 else ''}; the rest was done", file=sys.stderr)
    return 1 if count else 0


def _watch(name: str, items: Iterable[T]) -> Iterator[T]:
    """The items, with a bar on a terminal that shows how far they have come."""
    if not sys.stdout.isatty():
        count = 0
        for item in items:
            count += 1
            yield item
        print(f"{name}: {count}", flush=True)
        return
    from rich.progress import track

    yield from track(items, description=name, transient=True)
