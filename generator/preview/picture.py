"""The preview picture of a page, drawn: a title slip, a thick and a thin rule, and the words."""

from __future__ import annotations

from PIL import Image, ImageDraw

from generator.pages.preview import Preview
from generator.preview.png import png
from generator.preview.slip import draw_slip
from generator.preview.type import Line, Setting, fitted, font, line, one_line

WIDTH, HEIGHT = 1200, 630
"""What the networks ask for: 1.91 to 1."""

BLACK, MUTED, FAINT = 255, 181, 51  # how much of the ink a line of words, or a hairline, takes

_MARGIN = 64
_SLIP = (_MARGIN, 60, 160, 352)  # left, top, width, height
_LEFT = 280  # of the title
MEASURE = WIDTH - _MARGIN - _LEFT
_RULE = 446
_OVER, _LEAD = 26, 30
_COUNTS = ((24, 38), (20, 31), (17, 26), (14, 20))  # of what is counted, and of how many
TITLE = (
    Setting(92, 120, 1),
    Setting(76, 104, 2),
    Setting(66, 90, 3),
    Setting(56, 78, 3),
    Setting(48, 66, 4),
    Setting(40, 56, 5),
)
_TITLE_END = 412
_GAP = 14  # between a count and what is counted


def picture(preview: Preview) -> bytes:
    """The picture as a PNG, which also holds its words, so that they can be read and searched."""
    image = Image.new("L", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    draw_slip(draw, _SLIP, preview.name, preview.subtitle)
    _say(draw, one_line(preview.over, _OVER, MEASURE), _LEFT, 88, _OVER, MUTED)
    setting, lines = fitted(preview.title, MEASURE, TITLE)
    top = _TITLE_END - setting.leading * len(lines)
    for n, each in enumerate(lines):
        baseline = top + setting.leading * n + round(setting.leading * 0.76)
        _say(draw, each, _LEFT, baseline, setting.size, BLACK)
    draw.rectangle((_MARGIN, _RULE, WIDTH - _MARGIN - 1, _RULE + 5), BLACK)
    draw.rectangle((_MARGIN, _RULE + 11, WIDTH - _MARGIN - 1, _RULE + 12), BLACK)
    lead = _lead(preview.lead)
    if lead.glyphs:
        _say(draw, lead, _MARGIN, 512, _LEAD, BLACK)
    _say_counts(draw, preview.counts, 574 if lead.glyphs else 548)
    return png(image, preview.words)


def _say(draw: ImageDraw.ImageDraw, said: Line, x: float, y: int, size: int, fill: int) -> None:
    """Set a line of type on its baseline."""
    for char, at in said.glyphs:
        if not char.isspace():
            draw.text((round(x + at), y), char, fill, font(size), anchor="ls")


def _lead(words: str) -> Line:
    """As many of the facts as a line holds, none of them cut unless it is the first."""
    facts = words.split("　")
    measure = WIDTH - 2 * _MARGIN
    while len(facts) > 1 and line("　".join(facts), _LEAD).width > measure:
        facts.pop()
    return one_line("　".join(facts), _LEAD, measure)


def _say_counts(
    draw: ImageDraw.ImageDraw, counts: tuple[tuple[str, int], ...], baseline: int
) -> None:
    """Set the counts side by side, a hairline between two, as large as all of them fit."""
    for small, large in _COUNTS:
        said = [(line(what, small), line(f"{number:,}", large)) for what, number in counts]
        widths = [what.width + _GAP + number.width for what, number in said]
        spare = (WIDTH - 2 * _MARGIN - sum(widths)) / max(len(widths), 1)
        if spare >= 3 * _GAP:
            break
    x = float(_MARGIN)
    for n, (what, number) in enumerate(said):
        if n:
            at = round(x - 1.5 * _GAP)
            draw.line((at, baseline - 34, at, baseline + 8), FAINT, 2)
        _say(draw, what, x, baseline, small, MUTED)
        _say(draw, number, x + what.width + _GAP, baseline, large, BLACK)
        x += widths[n] + spare
