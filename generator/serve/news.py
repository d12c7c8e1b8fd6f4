"""What the server has to tell open pages, and the wait for more."""

from __future__ import annotations

import asyncio

from msgspec import Struct
from msgspec.structs import replace


class State(Struct, frozen=True):
    """What a page needs to know to decide whether to reload."""

    version: str  # of everything published
    before: str = ""  # the version that this one followed, where only style sheets differ
    problems: str = ""  # of the last build, as the terminal showed them


class News:
    """The present state; whoever waits on it wakes at a change or at the end."""

    def __init__(self, version: str) -> None:
        self.state = State(version)
        self.closed = False
        self._turn = asyncio.Event()

    def tell(self, *, version: str, styles: bool, problems: str) -> None:
        """Take over what a build led to, and wake the waiting if it is new."""
        state = replace(self.state, problems=problems)
        if version != state.version:
            state = State(version, state.version if styles else "", problems)
        if state != self.state:
            self.state = state
            self._wake()

    def close(self) -> None:
        """End every wait, now and later."""
        self.closed = True
        self._wake()

    async def change(self, patience: float) -> bool:
        """Whether something happened within so many seconds."""
        turn = self._turn
        try:
            await asyncio.wait_for(turn.wait(), patience)
        except TimeoutError:
            return False
        return True

    def _wake(self) -> None:
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()
