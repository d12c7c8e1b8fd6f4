"""Which lines say what a picture shows."""

from __future__ import annotations

import re

from generator.clean.lines import Line
from generator.clean.vocabulary import NAME
from generator.text import HAN

_CAPTION = re.compile(
    r"^(?:△|▲|▼|▽|↑|↓|◎\s?(?=.{1,60}(?:图|截图|摄|照片)|图\s?[:/])|图为|图\s?\d{0,2}\s?[::]|图说|照片[::]|资料图|\(图[::/]|[(（]?(?:图片|照片)来源|示意图|(?:本文)?(?:图片|照片|题图)[^。]{0,8}(?:由|来自|来源)[^。]{1,20}$)"
    r"|[(（](?:视频截图|视频画面|网络截图|[A-Za-z\u4e00-\u9fff]{0,6}截图|视觉中国|东方IC|图虫|新华社发?|路透社|法新社|美联社|BBC|CNN)[)）]$"
    r"|[(（](?:资料图|示意图|资料照片?|图\s?[/:：].{1,30}|.{1,20}摄|.{1,16}[/／]摄|.{1,20}提供|.{1,20}翻摄|.{1,12}供图|.{2,16}\s图)[)）]$"
    rf"|记者{NAME}\s?摄\s{{0,3}}\d{{2,4}}年\d{{1,2}}月\d{{1,2}}日$"
    r"|[。\s](?:受访者|校方|单位|警方|剧组|馆方|主办方|网友|读者|通讯员|当事人|家属|官方)(?:供图|提供|摄)$"
    rf"|[{HAN}”]供图(?:\s{{1,3}}[{HAN}]{{2,10}}发?)?$|[{HAN}\s。/]图\s?[:/]\s?\S.{{0,40}}$|(?:^|[。\s])[{HAN}@A-Za-z0-9《》“”]{{2,30}}截图。?$"
    rf"|(?:^|[。\s，,、(/!?”]|记者|通讯员)(?:{NAME}\s{{0,3}}摄影?|[{HAN}]{{2,4}}\s{{1,3}}摄)\)?$"
)


_CREDITED = re.compile(r"图为.{1,120}[(（](?:摄影|图片?|摄)\s?[/:].{2,20}[)）]$")


def is_caption(line: Line) -> bool:
    """Whether a line reads as a picture's caption."""
    if "figcaption" in line.tags or "caption" in line.tags:
        return True
    if len(line.text) <= 120 and _CAPTION.search(line.text):
        return True
    return len(line.text) <= 240 and bool(_CREDITED.search(line.text))
