"""That something is new, for open pages that wait for it."""

from __future__ import annotations

import asyncio


class News:
    """Whoever waits wakes at the next news or at the end."""

    def __init__(self) -> None:
        self.closed = False
        self._turn = asyncio.Event()

    def tell(self) -> None:
        """Wake the waiting."""
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()

    def close(self) -> None:
        """End every wait, now and later."""
        self.closed = True
        self.tell()

    async def change(self, patience: float) -> bool:
        """Whether something happened within so many seconds."""
        turn = self._turn
        try:
            async with asyncio.timeout(patience):
                await turn.wait()
        except TimeoutError:
            return False
        return True
