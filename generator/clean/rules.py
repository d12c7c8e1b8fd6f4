"""`RULES`: the lines that belong to a page and not to its article, and how each is known.

A row matches the folded words of one line, in the zones it names. The first row that matches
decides. To add one, write it, with a line it takes and a line it leaves.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.clean import buttons, matching
from generator.clean.paging import PAGINATION
from generator.clean.readers import (
    ANSWERS,
    COMMENTS,
    COUNTER,
    FLOOR,
    FOLLOW_US,
    FORUM_MEMBER,
    FORUM_POST,
    PROMOTION,
    QR_HINT,
    SHARE,
    WECHAT_TOOLS,
)
from generator.clean.rule import ANY, BODY, EDGES, HEAD, TAIL, Rule

__all__ = ["ANY", "BODY", "EDGES", "HEAD", "RULES", "TAIL", "Rule", "match"]

RULES: tuple[Rule, ...] = (
    Rule(
        "icp-licence",
        r"(?:ICP|icp)\s?(?:备|证)|ICP许可证|(?:备案号|备案序号)\s?:|[京沪粤津渝浙苏鲁豫鄂湘川陕晋冀辽吉黑闽赣皖桂琼云贵蒙青藏宁新]ICP",
        ANY,
        takes="京ICP备13012862号    京ICP证",
        leaves="企业备案登记平台",
        words="备案号",
        ends=True,
        longest=400,
    ),
    Rule(
        "police-record",
        r"公网安备|公安备案|公安网备",
        ANY,
        takes="京公网安备11010502034432号",
        leaves="公安机关加强网络安全防护",
        words="公安备案号",
        ends=True,
        longest=400,
    ),
    Rule(
        "copyright",
        r"(?i:copyright\s?(?:©|\(c\)|©|\d{4}|[a-z])|all rights? reserved|©\s?\d{4}|\(c\)\s?\d{4})"
        r"|版权所有(?!者)|著作权所有|版权为.{1,20}所有|版权归.{1,24}[所共]有|不得转载|请勿转载|禁止转载|未经.{0,12}(?:授权|许可|同意).{0,8}(?:转载|不得|使用)",
        ANY,
        takes="Copyright © 2002 - 2018 All Rights Reserved. 某某网 版权所有,未经许可不得转载",
        leaves="他呼吁尊重版权所有者的权利",
        words="版权声明",
        ends=True,
        longest=300,
    ),
    Rule(
        "site-licence",
        r"互联网新闻信息服务许可证|网络文化经营许可证|信息网络传播视听节目许可证|增值电信业务|违法和不良信息举报|网站标识码|政府网站标识码|广播电视节目制作经营许可证",
        ANY,
        takes="互联网新闻信息服务许可证:10120170001 违法和不良信息举报电话:010-12345678",
        leaves="他们打通了服务群众的电话",
        words="网站许可证",
        ends=True,
        longest=400,
    ),
    Rule(
        "host",
        r"^(?:[^。]{0,12}\s)?(?:主办(?:单位)?|承办(?:单位)?|协办(?:单位)?|技术支持|技术维护|运维单位|网站维护|版权单位|维护单位|建议使用.{0,30}浏览器|最佳浏览)\s?[::]",
        TAIL,
        takes="主办:某某市人民政府办公室 承办:某某市信息中心",
        leaves="主办方介绍,展览将持续一个月",
        words="网站主办单位",
        ends=True,
        longest=200,
    ),
    Rule(
        "site-address",
        r"^(?:(?:联系)?(?:地址|电话|电邮|传真|邮编|邮箱|热线|新闻热线|客服专线|客服信箱|服务专线|举报电话|值班电话)\s?[::].{1,80})$",
        TAIL,
        takes="地址:某某市中山路1号 邮编:100000",
        leaves="电话那头沉默了很久",
        words="网站联系方式",
        longest=200,
    ),
    Rule(
        "footer-links",
        rf"^(?:[^。，]{{0,24}}\s?[|/·\s]\s?)?(?:{buttons.LINKS})(?>[|/·\s—-]{{1,9}}+[^。，|/·\s—-]{{1,24}}+){{0,60}}+[|/·\s—-]{{0,9}}$",
        TAIL,
        takes="某某新闻网 | 关于我们 | 联系我们 | 版权声明",
        leaves="联系我们的是一位老人",
        words="页脚链接",
        longest=300,
    ),
    Rule(
        "disclaimer",
        r"^[\[【(（*※]{0,3}\s?(?:免责声明|版权声明|特别声明|郑重声明|平台声明|本站声明|本网声明|网站声明|版权与免责声明|声明|风险提示|温馨提示)[\]】)）]?\s?[::]"
        r"|凡(?:本网|本站|注明).{0,30}(?:来源|注明|作品|稿件)|(?:本文|文章|内容|稿件).{0,12}(?:仅代表|不代表).{0,24}(?:观点|立场)|不代表(?:本网|本站|本报|本刊|平台)|仅提供信息(?:存储|发布)|系信息发布平台|侵删|知识共享.{0,30}协议|创作共用.{0,20}协议|许可协议.{0,20}(?:许可|转载|授权)"
        r"|^[(（]?本文(?:首发|原载|原刊|首刊)[于自在]?\s?.{2,40}$|^[(（]?本文(?:首发|原载|原刊|首刊)[于自在]?\s?.{2,40}$|^(?:本文|原文|文章|永久|固定)(?:链接|地址|网址)\s?[::]|(?:侵权|版权问题).{0,30}(?:联系|删除)|转载(?:本文)?请(?:注明|联系)|请注明(?:出处|来源)",
        ANY,
        takes="免责声明:本文仅代表作者个人观点,与本网无关。",
        leaves="外交部发表声明,表示严重关切。",
        words="免责声明",
        longest=600,
    ),
    Rule(
        "position",
        r"^[【\[]?(?:您|你)?(?:现在|当前|目前|所在)?的?所?(?:在的?)?(?:位置|当前位置|目前位置|当前页面|位置导航)\s?(?:是|在)?\s?[::>»]",
        HEAD,
        takes="您现在的位置:首页 > 新闻 > 正文",
        leaves="位置偏远的山村也通了公路",
        words="当前位置",
    ),
    Rule(
        "crumbs",
        r"^(?:网站)?(?:首页|主页|Home|HOME|home|新闻首页)\s{0,4}(?:[>/»›|→·\\-]|&gt;|::)\s{0,4}\S.{0,80}$",
        EDGES,
        takes="首页/ 专题专栏 / 正文",
        leaves="首页推荐的文章很受欢迎",
        words="面包屑",
    ),
    PAGINATION,
    Rule(
        "crumbs-to-text",
        r"^(?:[>»›]\s{0,4})?(?>[^>»›→。，]{1,16}\s{0,4}(?:>{1,2}|»|›|→)\s{0,4}){1,12}+[^>»›→。，]{0,40}$",
        HEAD,
        takes="新闻中心 > 国内 > 正文",
        leaves="把党旗插在一线",
        words="面包屑",
    ),
    Rule(
        "newspaper-page",
        r"^当前版?\s?[::]?\s?第?\s?[A-Z]?\d{1,3}\s?版",
        HEAD,
        takes="当前版: 02版 上一版  下一版",
        leaves="当前的版本已经更新",
        words="版次",
    ),
    Rule(
        "page-index",
        r"^第?\s?[A-Z]?\d{1,3}\s?版\s?(?:[::].{0,24})?$|^[A-Z]\d{2}\s?[::]\s?.{0,20}$",
        EDGES,
        takes="第01版:一版要闻",
        leaves="第3版教材已经出版",
        words="版面目录",
    ),
    Rule(
        "previous-next",
        r"^[<«‹\[【(]{0,2}\s?(?:上一?|下一?|前一|后一)(?:篇|条|页|则|期|版|章|个)(?:文章|新闻)?[>»›\]】)]{0,2}\s?(?:[::].{0,80}|\s.{0,60}|没有了|无)?$",
        ANY,
        takes="上一篇:某地召开春耕生产现场会",
        leaves="下一个目标是全面复产",
        words="上一篇、下一篇",
    ),
    Rule(
        "more-list",
        r"^[【\[■◆●▌|#>]{0,3}\s?(?:(?:小编|作者|TA|他|她)?的?最近(?:的)?(?:文章|动态)|延伸\s?[·•|]\s?(?:推荐|阅读)|(?:你|您|大家|网友|其他人)(?:可能)?(?:还|也|都)?(?:想|在|爱|喜欢|会)看|(?:相关|更多|推荐|延伸|你可能|您可能|热门|热点|最新|精彩|往期|为您|为你|猜你|大家都在|编辑|其他|其它|你可能|您可能|本周|今日|今天|一周|24小时|点击|阅读|人气|关联|同类|看更多)"
        r"(?:的|精选|推荐|热门|相关|本|感兴趣|也许|喜欢|看|排行|热点|阅读|点击|新闻|专题)?\s?"
        r"(?:新闻|报导|报道|文章|阅读|链接|连结|资讯|内容|推荐|排行|排行榜|回顾|喜欢|热文|热点|热词|搜索|信息|稿件|视频|图片|专题|主题|话题|文件|附件|稿|在看|的|消息|精选|推送|影音|贴文|头条|感兴趣|喜欢的文章|想看|也想看|评论|标签|回答|提问|问题|产品|栏目))"
        r"\s?[】\]]?\s?(?:[::>»].{0,80}|>{1,2}|\(\d{1,4}\))?$",
        ANY,
        takes="相关新闻",
        leaves="相关新闻发布后引起关注",
        words="其他文章目录",
        ends=True,
    ),
    Rule(
        "recommended",
        r"^[^。，,:“”《》\s]{2,8}(?:推荐|推荐阅读)\s?[::>»]{0,2}$",
        TAIL,
        takes="值班总编推荐",
        leaves="他一再向邻居推荐这本书",
        words="推荐目录",
        ends=True,
    ),
    COMMENTS,
    Rule(
        "buttons",
        buttons.ROW,
        EDGES,
        takes="分享 微信 头条 微博 空间 qq",
        leaves="微信群里传来好消息",
        words="按钮与工具条",
    ),
    Rule(
        "font-size",
        r"^[\[【(（]?\s?(?:字体|字号|字级|字型)(?:大小)?\s?[::].{0,24}$|^[\[【(]?(?:打印|列印|关闭)[\]】)]?(?:[\[【(]?(?:打印|列印|关闭|本页|窗口|收藏|分享)[\]】)]?\s?){0,5}$",
        ANY,
        takes="【字体: 大 中 小】【打印",
        leaves="字体端正的标语",
        words="字号、打印",
    ),
    SHARE,
    QR_HINT,
    FOLLOW_US,
    Rule(
        "wiki-apparatus",
        r"^(?:注释|脚注|参考文献|参考资料|外部链接|参见|延伸阅读|相关条目)\s?\[编辑\]$",
        TAIL,
        takes="参考文献[编辑]",
        leaves="参考文献由编辑部整理",
        words="百科的注释与链接",
        ends=True,
    ),
    Rule(
        "original-title",
        r"^[(（]?(?:本文)?原(?:文)?(?:标题|题)(?:为)?\s?[::].{1,80}$",
        ANY,
        takes="原标题：某县“小支部”撬动“大民生”",
        leaves="原标题的意思是丰收",
        words="原标题",
    ),
    Rule(
        "empty-label",
        r"^(?:文件下载|附件下载|相关附件|关联文件|相关文件|相关链接|相关文档|相关稿件|附件|附件列表|下载附件|标签|关键词|关键字|主题词|分类|热词|Tags?|tags?)\s?[::]?$",
        ANY,
        takes="文件下载:",
        leaves="附件:1.申报表",
        words="空白栏目",
    ),
    Rule(
        "tags",
        r"^(?:标签|关键词|关键字|热词|Tags?|tags?|本文标签|文章标签|相关热词(?:搜索)?)\s?[::][^。]{1,80}$|^#[^#\s。]{1,20}(?:\s{0,3}#[^#\s。]{1,20}){0,20}$",
        ANY,
        takes="关键词:春耕 农业 合作社",
        leaves="关键词是团结",
        words="标签",
    ),
    COUNTER,
    Rule(
        "script-wanted",
        r"(?:浏览器|JavaScript|Javascript|JS).{0,16}(?:不支持|未启用|启用|关闭|版本过低|升级|停用)|您的?浏览器",
        EDGES,
        takes="您的浏览器不支持JavaScript,请启用后再试。",
        leaves="他打开了电脑",
        words="浏览器提示",
    ),
    Rule(
        "go-to-content",
        r"^(?:跳到|跳转到?|跳至|移至|直达).{0,4}(?:主要)?(?:内容|正文|导航)(?:区块?)?$|^:{3}$|^欢迎(?:您|你)?(?:访问|光临|来到|登录|莅临).{0,30}[!]?$|^今天是.{0,40}$",
        HEAD,
        takes="跳到主要内容区块",
        leaves="跳到河里救人的小伙子",
        words="导航提示",
        longest=60,
    ),
    Rule(
        "advertisement",
        r"^[\[【(]?(?:广告|AD|Advertisement|ADVERTISEMENT|赞助|推广|广告时间|请继续往下阅读|继续阅读)[\]】).….]{0,6}$",
        ANY,
        takes="请继续往下阅读...",
        leaves="广告业复苏明显",
        words="广告",
    ),
    Rule(
        "spam",
        r"^(?:(?>[^\s，,、|_。；;!?:“”《》]{2,14})[\s，,、|_]{1,3}){8,400}+(?:[^\s，,、|_。；;!?:“”《》]{0,14})$",
        HEAD,
        takes="甲地美食网,乙地租房,丙地家政,丁地搬家,戊地招聘,己地开锁,庚地装修,辛地保洁,壬地旅游",
        leaves="春耕、夏耘、秋收、冬藏,四时不失",
        words="藏在页首的链接词",
        longest=4000,
    ),
    PROMOTION,
    FORUM_MEMBER,
    WECHAT_TOOLS,
    Rule(
        "the-end",
        r"^[\s\-—–·•*~=]{0,12}(?:END|End|end|THE END|The End|[全正本]文完)[\s\-—–·•*~=.。]{0,12}$",
        ANY,
        takes="- END -",
        leaves="END of File 是一个错误",
        words="文末标记",
        ends=True,
    ),
    Rule(
        "nothing-named",
        r"^[\[【(]?(?:责任编辑|责编|编辑|作者|记者|来源|稿源|审核|校对|供稿|摄影|撰稿|通讯员|原标题|阅读|浏览|标签|发布时间|来源链接)\s?[::]\s?[\]】)]?$",
        ANY,
        takes="责任编辑:",
        leaves="编辑:王小明",
        words="空白署名",
    ),
    ANSWERS,
    FLOOR,
    FORUM_POST,
    Rule(
        "bars",
        r"^[|/·>»›<«‹*_=~+#.\-—–\s]{1,80}$",
        ANY,
        takes="|",
        leaves="甲|乙",
        words="分隔符",
    ),
    Rule(
        "links-in-a-row",
        r"^(?>\s{0,3}[^。，；!?|│┃]{1,14}\s{0,3}[|│┃]){2,30}+\s{0,3}[^。，；!?|│┃]{1,14}$",
        EDGES,
        takes="新闻 | 评论 | 财经 | 体育 | 娱乐",
        leaves="春耕|秋收两不误",
        words="链接行",
        longest=400,
    ),
    Rule(
        "channels",
        r"^(?>(?:首页|新闻|时政|要闻|即时|国际|国内|社会|财经|产经|股市|体育|运动|娱乐|科技|教育|健康|医疗|文化|旅游|汽车|房产|军事|视频|图片|评论|论坛|专题|地方|法治|法制|生活|港澳|港闻|台湾|两岸|直播|党建|理论|人事|高层|学习进行时|政治|经济|农业|三农|公益|艺术|读书|时尚|美食|电台|电视|政务公开|政务服务|互动交流|通知公告)\s{0,3}){4,40}+$",
        EDGES,
        takes="首页时政国际财经",
        leaves="财经新闻里的国际视野",
        words="频道行",
        longest=200,
    ),
    Rule(
        "words-in-a-row",
        r"^(?>[^\s。，,；;:!?、（）()“”]{2,6}\s{1,4}){5,40}+(?>[^\s。，,；;:!?、（）()“”]{2,6})?$",
        EDGES,
        takes="首页 新闻 时政 国际 财经 体育 娱乐",
        leaves="同舟共济 共克时艰",
        words="导航栏",
        longest=300,
    ),
)


_BULLETS = frozenset("•◦▪·")
_BULLET = re.compile(r"^[•◦▪·]\s{1,3}(?=\S)")
_LONGEST = max(rule.longest for rule in RULES)


def match(words: str, where: int) -> Rule | None:
    """The first row that takes a folded line in one of those zones, if any.

    A list's mark before the words is passed over.
    """
    if words[:1] in _BULLETS:
        words = _BULLET.sub("", words[: _LONGEST + 3])
    return _match(words[: _LONGEST + 1], where)


@lru_cache(maxsize=1024)  # a line is asked for several times while its page is laid out
def _match(words: str, where: int) -> Rule | None:
    rule = matching.first(words, _zone(where))
    if rule is None and where & EDGES and buttons.mostly_buttons(words):
        return _BUTTONS
    return rule


_BUTTONS = next(rule for rule in RULES if rule.name == "buttons")


@cache
def _zone(where: int) -> matching.Zone:
    return matching.zone(RULES, where)
