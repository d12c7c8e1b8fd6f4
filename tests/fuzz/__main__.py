"""Feed the parsers what nobody writes: `python -m tests.fuzz SECONDS [NAME …]`; see `make fuzz`.

Each harness runs in a process of its own, with a corpus that it keeps in .cache/fuzz/. What breaks
a law, takes longer than any page may, or more memory, ends the run and stands there as a file:
make it a case of tests/ before you mend it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["generator"]):
    from tests.fuzz.harnesses import HARNESSES

CACHE = Path(__file__).parents[2] / ".cache" / "fuzz"
_LONGEST = 4096  # bytes of the longest input
_SLOWEST = 20  # seconds of wall time for one input: far above what any takes
_LARGEST = 1024  # MB of memory


def main(arguments: list[str]) -> int:
    """The exit code: 0 where nothing was found."""
    if arguments[:1] == ["--one"]:
        _one(arguments[1], int(arguments[2]))
        return 0
    seconds, names = arguments[0], arguments[1:] or list(HARNESSES)
    failed = []
    for name in names:
        print(f"fuzzing {name} for {seconds} s", flush=True)
        run = subprocess.run([sys.executable, "-m", "tests.fuzz", "--one", name, seconds])
        if run.returncode:
            failed.append(name)
    for name in failed:
        print(f"{name}: found something; it is in {CACHE}/{name}-*")
    return 1 if failed else 0


def _one(name: str, seconds: int) -> None:
    harness = HARNESSES[name]
    corpus = CACHE / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(harness.seeds()):
        (corpus / f"seed-{number}").write_bytes(data)
    words = CACHE / f"{name}.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in harness.words), "ascii")
    options = [
        *(f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-timeout={_SLOWEST}"),
        *(f"-rss_limit_mb={_LARGEST}", f"-artifact_prefix={CACHE}/{name}-", f"-dict={words}"),
        *("-print_final_stats=1", "-verbosity=0", str(corpus)),
    ]
    atheris.Setup([sys.argv[0], *options], harness.run)
    atheris.Fuzz()


def _escaped(word: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
