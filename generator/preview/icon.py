"""The archive's icon: the first character of its name in a title slip, on paper."""

from __future__ import annotations

from msgspec import Struct
from PIL import Image, ImageDraw

from generator.pages.preview import initial
from generator.preview.png import png
from generator.preview.slip import draw_slip


class Icon(Struct, frozen=True):
    """A size that something asks for."""

    name: str
    side: int
    high: float  # of the slip, as a share of the side: systems cut off corners


ICONS = (
    Icon("192", 192, 0.9),
    Icon("512", 512, 0.9),
    Icon("maskable", 512, 0.62),  # within a circle of 0.8, which is all that may be left of it
    Icon("apple-touch", 180, 0.78),
)
_SHAPE = 0.76  # width of the slip to its height


def icon(kind: Icon, name: str) -> bytes:
    """The icon of an archive of that name, as a PNG."""
    image = Image.new("L", (kind.side, kind.side))
    height = round(kind.side * kind.high)
    width = round(height * _SHAPE)
    left, top = (kind.side - width) // 2, (kind.side - height) // 2
    draw_slip(ImageDraw.Draw(image), (left, top, width, height), initial(name))
    return png(image)
