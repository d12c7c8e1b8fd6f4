"""Shapes of words that more than one stage of labelling must know."""

from __future__ import annotations

import re

IMAGE = re.compile(
    r"^(?:\\+|\[?(?:图片|图像|插图|image|Image|IMG)\s?\d{0,3}\]?|【图\d{0,3}】"
    r"|!\[[^\]]{0,80}\](?:\([^)]{0,300}\))?|[^\s。，]{1,80}\.(?:jpe?g|png|gif|bmp|webp|JPE?G|PNG|GIF|BMP|WEBP))$"
)
"""What a picture leaves on a line of its own."""

_TO_PAGE = r"(?:下转|上接|紧接)\s?第?\s?[A-Z]?[\d一二三四五六七八九十]{1,3}\s?版"
JUMP = re.compile(
    rf"\s{{0,8}}(?:[(（\[【]\s?{_TO_PAGE}[^。()（）]{{0,12}}[)）\]】]|[■▲●◆▼►]\s?{_TO_PAGE}|{_TO_PAGE}(?=\s|$))\s{{0,8}}"
)
"""A newspaper's pointer to where a text goes on, with the white space around it."""

BACK = re.compile(
    r"(?:返回\S{2,6}[,，]\s?|点击)查看更多[>》]{0,3}$"
    r"|(?<=[。!?”])\s{0,4}[【\[(]?(?:相关|延伸|推荐|更多|热门)(?:新闻|阅读|链接|文章|报道|推荐|专题)[】\])]?\s?[:>]\s?\S.{4,600}$"
)
"""What a portal hangs on an article's last words: a link back, a list of others."""

CHANNEL = re.compile(
    r"^(?:[^。，,:“”《》!?！？]{0,10}(?:新闻|要闻|动态|快讯|快报|频道|专题|专栏|栏目|时评|资讯|公告栏|信息公开|滚动|头条|播报|风采|看点|聚焦|导读|之窗|天地|园地|副刊|论坛|视界|观察|交流|专区|报道|工作|建设|文摘)"
    r"|首页|正文|国内|国际|社会|财经|地方|时政|生活|焦点|政治|体育|娱乐|科技|教育|健康|文化|旅游|即时|要闻版|内容|两岸|港闻|本地|综合|详情|通知公告|通知|公告)$"
)
"""A channel's name alone on its line. A title may look so too: weigh, do not decide."""

SIGNED = re.compile(
    r"(?:局|厅|委员会|政府|办公室|委|办|部|院|会|公司|中心|处|组|学校|大学|指挥部)$"
)
"""What signs a document: the name of a body."""

SECTION_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节部])"
)
"""How a numbered heading begins."""
