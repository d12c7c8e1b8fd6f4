"""The loop of a site process: plan once, then answer what is asked until nobody asks any more.

What it answers from is a `Warm` site; this module knows no stage, so that the loop can say
what is wrong when a stage cannot even be imported.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections import OrderedDict
from collections.abc import Callable
from typing import BinaryIO, Protocol

from generator.model import Trouble
from generator.serve import wire

_HELD = 32 << 20  # bytes of pages that are kept at hand: a page is asked about, then asked for


class Warm(Protocol):
    """A planned site."""

    def ready(self) -> wire.Ready:
        """What there is to know of it beside its pages."""

    def find(self, path: str) -> tuple[str, Callable[[], bytes]] | None:
        """The key of all that a file's bytes are made of, and how to make them."""

    def edit(self, paths: tuple[str, ...]) -> bool:
        """Whether something is shown otherwise now that these files have changed."""


def run(load: Callable[[], Warm]) -> int:
    """The exit code of a site process that is spoken to on its standard input and output."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a stage prints must not come between the replies
    try:
        site = load()
        ready = site.ready()
        # What is warm stays: to look through it again and again for garbage would take longer
        # than to make a page.
        gc.collect()
        gc.freeze()
    except Trouble as trouble:
        _say(replies, wire.Failed(str(trouble)))
        return 2
    except Exception:
        _say(replies, wire.Failed(traceback.format_exc()))
        return 2
    answers = Answers(site)
    _say(replies, ready)
    while (request := wire.request(sys.stdin.buffer)) is not None:
        _say(replies, answers.to(request))
    return 0


class Answers:
    """What a warm site answers; the last pages are kept at hand."""

    def __init__(self, site: Warm) -> None:
        self._site = site
        self._held, self._size = OrderedDict[str, wire.Answer](), 0

    def to(self, request: wire.Request) -> wire.Reply:
        """The reply to a request."""
        if isinstance(request, wire.Edit):
            self._held.clear()
            self._size = 0
            return self._edited(request)
        if request.path not in self._held:
            answer = self._answer(request)
            if answer.body is None:
                return answer
            self._hold(request.path, answer)
        self._held.move_to_end(request.path)
        return self._held[request.path]

    def _edited(self, edit: wire.Edit) -> wire.Edited:
        try:
            return wire.Edited(self._site.ready() if self._site.edit(edit.paths) else None)
        except Exception:  # the next process reads everything, and says what is wrong
            return wire.Edited(None)

    def _answer(self, ask: wire.Ask) -> wire.Answer:
        try:
            if (found := self._site.find(ask.path)) is None:
                return wire.Answer("")
            key, make = found
            return wire.Answer(key, None if key == ask.known else make())
        except Trouble as trouble:
            return wire.Answer("", problem=str(trouble))
        except Exception:
            return wire.Answer("", problem=f"{ask.path}: {traceback.format_exc()}")

    def _hold(self, path: str, answer: wire.Answer) -> None:
        self._held[path] = answer
        self._size += len(answer.body or b"")
        while self._size > _HELD and len(self._held) > 1:
            self._size -= len(self._held.popitem(last=False)[1].body or b"")


def _say(pipe: BinaryIO, reply: wire.Reply) -> None:
    pipe.write(wire.frame(reply))
    pipe.flush()
