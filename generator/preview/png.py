"""Ink on paper as a PNG of few shades, the same bytes for the same image."""

from __future__ import annotations

import io

from PIL import Image, PngImagePlugin

PAPER, INK = (0xFB, 0xFA, 0xF6), (0x1E, 0x1C, 0x19)
SHADES = 16  # from paper to ink: enough for smooth edges, and half the bytes of more

_PALETTE = bytes(
    round(paper + (ink - paper) * n / (SHADES - 1))
    for n in range(SHADES)
    for paper, ink in zip(PAPER, INK, strict=True)
)
_SHADE = [n * (SHADES - 1) // 255 for n in range(256)]


def png(image: Image.Image, words: str = "") -> bytes:
    """An image of how much ink falls where, 0 to 255, with the words that are drawn in it.

    They stand in it as text, so that a name that must not appear is found there like anywhere.
    """
    image = image.point(_SHADE)
    image.putpalette(_PALETTE)
    said = PngImagePlugin.PngInfo()
    if words:
        said.add_itxt("Description", words)
    data = io.BytesIO()
    image.save(data, "PNG", bits=4, pnginfo=said, compress_level=6)
    return data.getvalue()
