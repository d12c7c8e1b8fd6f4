"""The title slip (题签) of the archive: a double frame with its name set upright."""

from __future__ import annotations

from PIL import ImageDraw

from generator.preview.type import font, plain

_INK = 255


def draw_slip(
    draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], name: str, subtitle: str = ""
) -> None:
    """Draw the slip into a box of left, top, width and height."""
    x, y, width, height = box
    thick, gap = max(2, round(width / 32)), max(2, round(width / 22))
    thin = max(1, thick // 3)
    _frame(draw, box, thick)
    inset = thick + gap
    _frame(draw, (x + inset, y + inset, width - 2 * inset, height - 2 * inset), thin)
    inset += thin
    room = width - 2 * inset, height - 2 * inset
    small = round(width / 8)
    name, subtitle = plain(name), plain(subtitle)
    tail = len(subtitle) * round(small * 1.25) + small if subtitle else 0
    if tail > room[1] // 3:
        subtitle, tail = "", 0
    columns = 1 if len(name) <= 7 else 2
    most = -(-len(name) // columns)
    pad = round(width * 0.09)
    size = min(
        round(room[0] * (0.94 if len(name) == 1 else 0.76 if columns == 1 else 0.4)),
        round((room[1] - 2 * pad - tail) / max(most, 1) / 1.06),
    )
    step = round(size * 1.06)
    high = step * most + tail
    top = y + inset + (room[1] - high) // 2
    for n in range(columns):  # the first stands at the right
        middle = x + width / 2 + (columns - 1 - 2 * n) * size * 0.58
        _upright(draw, name[most * n : most * (n + 1)], middle, top, size, step)
    if subtitle:
        _upright(
            draw, subtitle, x + width / 2, top + step * most + small, small, round(small * 1.25)
        )


def _frame(draw: ImageDraw.ImageDraw, box: tuple[int, int, int, int], thick: int) -> None:
    x, y, width, height = box
    draw.rectangle((x, y, x + width - 1, y + height - 1), outline=_INK, width=thick)


def _upright(
    draw: ImageDraw.ImageDraw, text: str, middle: float, top: int, size: int, step: int
) -> None:
    """Set characters under each other, each in the middle of its square."""
    for n, char in enumerate(text):
        if not char.isspace():
            centre = top + step * n + step / 2
            # The square of an ideograph stands from 0.88 of its size above the baseline on.
            draw.text((middle, centre + size * 0.38), char, _INK, font(size), anchor="ms")
