"""`RULES`: the lines that belong to a page and not to its article, and how each is known.

A row matches the folded words of one line, in the zones it names. The first row that matches
decides. To add one, write it, with a line it takes and a line it leaves.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

HEAD, BODY, TAIL = 1, 2, 4
EDGES = HEAD | TAIL
ANY = HEAD | BODY | TAIL


class Rule(Struct, frozen=True):
    """One row: a pattern over a folded line, where it holds, and its own two tests."""

    name: str
    pattern: str
    where: int
    takes: str  # a line it must take
    leaves: str  # a line it must leave
    words: str  # what readers of the textual notes are told
    ends: bool = False  # after the body, nothing that follows belongs to the article
    longest: int = 120  # characters of the longest line it may take


# Words that stand alone on buttons, tabs and icons. Alone or in rows, they are no text.
_BUTTON_WORDS = """
页面 配色 辅助线 重置 大字 语音 阅读辅助 指读 连读 读屏 固定 还原 声音开关 语速 鼠标样式 十字线
微信公众号 官方微信 官方微博 微信 微博 手机 手机版 手机网 移动版 移动端 客户端 电脑版 简体版
繁体版 简体 繁体 繁體 中文版 English 英文版 智能问答 智能机器人 支持IPv6 IPv6 无障碍 无障碍浏览
无障碍阅读 关怀版 长者模式 长者版 适老版 老年版 适老模式 头条 今日头条 抖音 快手 QQ qq QQ空间
qq空间 空间 QQ好友 朋友圈 微信好友 微信朋友圈 新浪微博 腾讯微博 人人网 豆瓣 facebook Facebook
FACEBOOK twitter Twitter X Line LINE WhatsApp Whatsapp Email email Threads Telegram 复制链接
复制连结 复制网址 链接 分享 分享到 分享至 一键分享 转发 转载 收藏 加入收藏 收藏本页 设为首页 点赞
赞 在看 打赏 赞赏 举报 投诉 反馈 纠错 我要纠错 打印 打印本页 打印此页 打印文章 列印 友善列印 关闭
关闭窗口 关闭本页 返回 返回顶部 回到顶部 返回首页 返回列表 返回上页 回首页 回上页 回上一页 回顶端
置顶 TOP Top top 放大 缩小 默认 大 中 小 特大 字号 字体 字级 字型 字体大小 放大字体 缩小字体 A+ A-
A 上一篇 下一篇 上一条 下一条 上一页 下一页 上一版 下一版 上一则 下一则 上一期 下一期 前一篇
后一篇 首页 网站首页 末页 尾页 更多 更多> 更多>> 查看更多 展开 收起 展开全文 阅读全文 阅读原文
往期阅读 往期回顾 往期 数字报 电子报 版面导航 标题导航 版面目录 朗读 听新闻 听全文 语音播报 播放
暂停 静音 全屏 登录 注册 登入 注册会员 会员登入 会员中心 退出 登出 搜索 搜寻 搜一搜 站内搜索
高级搜索 检索 菜单 选单 目录 导航 网站导航 网站地图 站点地图 网站导览 RSS 订阅 订阅电子报 关注
已关注 追踪 评论 我要评论 发表评论 参与评论 留言 我要留言 我有话说 跟帖 回复 引用 只看楼主
倒序浏览 楼主 沙发 板凳 地板 只看大图 阅读模式 切换到窄版 切换到宽版 收藏本站 返回列表
发新帖 我有话说 加载更多 参与讨论 快速导航 一键举报 分享至 写回答 关注问题 邀请回答 好问题 添加评论
电梯直达 使用道具 显示全部楼层 发消息 加好友 看全部 听 直播 视频 图片 图集
专题 滚动 上一章 下一章 扫码分享 海报分享 生成海报 App下载 APP下载 下载APP 下载App 下载客户端 APP
"""

_BETWEEN = r"[\s|/·>»›:,、。.()\[\]【】-]"


def _row(words: list[str]) -> str:
    """A pattern for a line of such words alone. Atomic, so that it can not run away."""
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    word = rf"(?:{either})(?![A-Za-z]){_BETWEEN}{{0,9}}+"
    return (
        rf"^{_BETWEEN}{{0,9}}+(?>{word})(?>{word}|\d{{1,6}}{_BETWEEN}{{1,9}}+){{0,40}}+\d{{0,6}}$"
    )


_LINKS = (
    "关于我们|关于本网|关于本站|联系我们|联系方式|联络我们|版权声明|版权说明|法律声明|免责声明|隐私声明|隐私政策|隐私权政策|隐私权|"
    "隐私保护|服务条款|使用条款|服务协议|用户协议|会员条款|网站地图|网站声明|网站简介|本站简介|人才招聘|诚聘英才|加入我们|广告服务|广告刊登|"
    "刊登广告|广告合作|商务合作|友情链接|意见反馈|投稿|客服中心|常见问题|帮助中心|著作权声明|著作权|公司简介|报社简介|集团介绍|设为首页|"
    "About Us|Contact Us|Privacy Policy|Terms of Service|Sitemap|工作邮箱|站长统计|公平交易|关于"
)

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
        r"|版权所有(?!者)|著作权所有|版权为.{1,20}所有|版权归.{1,24}所有|不得转载|请勿转载|禁止转载|未经.{0,12}(?:授权|许可|同意).{0,8}(?:转载|不得|使用)",
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
        rf"^(?:[^。，]{{0,24}}\s?[|/·\s]\s?)?(?:{_LINKS})(?:\s{{0,4}}[|/·\s—-]\s{{0,4}}[^。，|]{{1,24}}){{0,20}}$",
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
        r"|^(?:本文|原文|文章|永久|固定)(?:链接|地址|网址)\s?[::]|(?:侵权|版权问题).{0,30}(?:联系|删除)|转载(?:本文)?请(?:注明|联系)|请注明(?:出处|来源)",
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
    Rule(
        "crumbs-to-text",
        r"^(?:[>»›]\s{0,4})?(?:[^>。，]{1,16}\s{0,4}(?:>{1,2}|»|›|→)\s{0,4}){1,8}(?:正文|内容|详情|浏览文章|[^>。，]{1,40})?$",
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
        r"^[【\[■◆●▌|#>]{0,3}\s?(?:相关|更多|推荐|延伸|热门|热点|最新|精彩|往期|为您|为你|猜你|大家都在|编辑|其他|其它|你可能|您可能|本周|今日|今天|一周|24小时|点击|阅读|人气|关联|同类|看更多)"
        r"(?:的|精选|推荐|热门|相关|本|感兴趣|也许|喜欢|看|排行|热点|阅读|点击|新闻|专题)?\s?"
        r"(?:新闻|报导|报道|文章|阅读|链接|连结|资讯|内容|推荐|排行|排行榜|回顾|喜欢|热文|热点|热词|搜索|信息|稿件|视频|图片|专题|主题|话题|文件|附件|稿|在看|的|消息|精选|推送|影音|贴文|头条|感兴趣|喜欢的文章|评论|标签|回答|提问|问题|产品|栏目)"
        r"\s?[】\]]?\s?(?:[::>»].{0,80}|>{1,2}|\(\d{1,4}\))?$",
        ANY,
        takes="相关新闻",
        leaves="相关新闻发布后引起关注",
        words="其他文章目录",
        ends=True,
    ),
    Rule(
        "comments",
        r"^(?:网友|全部|最新|热门|精彩|发表|参与|我要|文章|用户|读者|评论)?(?:评论|留言|跟帖|回应|回覆|回复|评论区|留言板|讨论区)(?:列表|区)?\s?(?:[::(（\[].{0,30}|\d{1,6}\s?条?.{0,10})?$|^《.{1,80}》?有\s?\d{1,6}\s?(?:条|个)(?:评论|留言|回应|回复)|^\d{1,6}\s?(?:条|个|则)(?:评论|留言|回应|回复)$|^文明上网|^(?:网友评论仅|所有评论)|^登录后(?:才能|可以)?(?:评论|发表)|^您需要登录后",
        EDGES,
        takes="网友评论(12)",
        leaves="留言簿上写满了祝福",
        words="评论区",
        ends=True,
    ),
    Rule(
        "buttons",
        _row(_BUTTON_WORDS.split()),
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
    Rule(
        "share",
        r"^[\[【]?(?:分享到?至?|一键分享|扫码分享|转发到|分享本文|分享给好友|分享让更多人看到|喜欢这篇)[\]】]?\s?(?:[::].{0,40}|(?:微信|微博|空间|qq|QQ|头条|朋友圈|LINE|Facebook|\s|[、|/]){1,20})?$",
        ANY,
        takes="分享到:微信 微博 QQ空间",
        leaves="分享会上,代表们踊跃发言",
        words="分享",
    ),
    Rule(
        "qr-hint",
        r"(?:扫一扫|扫描|长按|微信扫|扫码|识别).{0,16}(?:手机|二维码|打开|关注|分享|下载|识别|阅读)|^(?:手机|微信)(?:看|扫|阅读|浏览).{0,12}$|用微信扫",
        ANY,
        takes="扫一扫在手机打开当前页",
        leaves="扫描设备已送达医院",
        words="二维码提示",
        longest=60,
    ),
    Rule(
        "follow-us",
        r"^(?:欢迎|敬请|点击|请|快来|立即|马上|加入|追踪|订阅|下载|★)?.{0,10}(?:关注|订阅|加入|追踪|下载|按赞|添加).{0,20}(?:公众号|微信号|频道|粉丝团|官方账号|App|APP|客户端|好友|电子报|LINE)[^。]{0,16}$"
        r"|^点击.{0,6}(?:蓝字|上方|下方|阅读原文).{0,16}$|^(?:点个)?(?:在看|赞).{0,10}(?:在看|赞)$",
        EDGES,
        takes="点击上方蓝字关注我们",
        leaves="请大家关注身边的老人。",
        words="关注提示",
        longest=60,
    ),
    Rule(
        "original-title",
        r"^[(（]?原(?:文)?(?:标题|题)(?:为)?\s?[::].{1,80}$",
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
    Rule(
        "counter",
        r"^[\[【(（]?(?:点击数?|阅读数?|浏览数?|访问|查看|人气|评论|回复|点赞|转发|收藏|分享|热度)(?:次数|量|数)?\s?[::]?\s?[\d,.]{0,12}\s?(?:万|次|人|\+)?[\]】)）]?(?:\s{1,6}(?:点击|阅读|浏览|查看|评论|回复|点赞|收藏)\s?[::]?\s?\d{0,9}\+?){0,4}$|^\d{1,9}\+?\s?(?:次)?(?:阅读|浏览|点击|评论|点赞|观看|views?|人浏览|人阅读)$",
        ANY,
        takes="浏览次数:1024次",
        leaves="点击量突破百万的视频",
        words="点击数",
    ),
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
        longest=8000,
    ),
    Rule(
        "promotion",
        r"(?:下载|安装|打开|登录).{0,16}(?:客户端|APP|App|应用程序|小程序).{0,30}$|(?:扫码|长按|添加|加).{0,8}(?:微信|进群|入群|领取|客服).{0,20}$|(?:限时|全场|限量).{0,12}(?:[折元]|优惠|抢购|包邮|特价)|(?:点击|戳).{0,6}(?:链接|阅读原文|下方).{0,16}(?:购买|报名|领取|查看|了解)|(?:咨询|订购|加盟|招商|投稿|爆料|广告|合作)(?:热线|电话|微信|邮箱|QQ)\s?[::]?\s?[\w@.-]{4,40}[。!]?$|(?:欢迎|敬请).{0,10}(?:订阅|选购|关注我们|投稿|来电|垂询)",
        TAIL,
        takes="想看更多本地资讯,请下载某某新闻客户端。",
        leaves="他下载了三份表格,一一填好。",
        words="推广",
        longest=100,
    ),
    Rule(
        "forum-member",
        r"^(?:[^\s。]{1,16}\s{1,3})?(?:新手上路|注册会员|初级会员|中级会员|高级会员|金牌会员|论坛元老|超级版主|实习版主|版主|管理员|禁止发言|当前离线|当前在线|该用户从未签到|UID|在线时间|阅读权限|注册时间|最后登录)(?:\s?[::]?\s?[\d-]{0,12})?$"
        r"|^(?:积分|帖子|主题|精华|威望|金钱|贡献|听众|收听|好友|获赞|粉丝|关注者?|文章)\s{0,3}[::]?\s{0,3}\d[\d,.万]{0,9}$",
        ANY,
        takes="山中客 高级会员",
        leaves="版主退休以后回到了乡下",
        words="论坛会员",
    ),
    Rule(
        "wechat-tools",
        r"^(?:微信号\s?[::]?\s{0,3}[A-Za-z][\w-]{4,20}|功能介绍\s.{1,120}|[A-Za-z][A-Za-z\d]{0,18}[_-]?[\w-]{0,18}(?<=[\d_-])|预览时标签不可点|轻触阅读原文|轻点两下.{0,12}|继续滑动看下一个|向上滑动看下一个|喜欢此内容的人还喜欢|阅读原文\s?阅读.{0,20}|微信扫一扫.{0,20}|关注该公众号|知道了|使用小程序|视频\s小程序\s赞.{0,30}|(?:喜欢)?就?点个[“\"]?(?:在看|赞)[”\"]?吧?)$",
        EDGES,
        takes="微信号 qingjiang_news",
        leaves="微信号称有十亿用户",
        words="微信工具条",
    ),
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
    Rule(
        "answers",
        r"^(?:查看|浏览)?(?:全部|更多|其他|其它)?\s?[\d,.]{1,9}\s?万?\s?个(?:回答|答案)$|^[^。]{0,12}[。\s]?[\d,.]{1,9}\s?万?\s?人(?:也)?(?:赞同|赞|喜欢|收藏)了?(?:该|这个?|此)(?:回答|文章|内容|答案)$",
        ANY,
        takes="1,862 人赞同了该回答",
        leaves="三百个回答里有一半是对的",
        words="问答工具条",
    ),
    Rule(
        "floor",
        r"^(?:沙发|板凳|地板|地下室|\d{1,4}\s?(?:楼|#|F))$",
        ANY,
        takes="板凳",
        leaves="板凳上坐着一位老人",
        words="楼层",
    ),
    Rule(
        "forum-post",
        r"^(?:发表于|楼主\||本帖最后由|只看该作者|\d{1,4}\s?(?:楼|#)$|[^。]{0,20}\s?\|\s?(?:只看|显示全部|倒序|阅读模式))",
        ANY,
        takes="楼主| 发表于 2020-3-6 10:08 | 只看该作者",
        leaves="发表论文三篇",
        words="论坛工具条",
    ),
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
        r"^[^。，；!?|]{1,14}(?:\s{0,3}[|│┃]\s{0,3}[^。，；!?|]{1,14}){2,30}$",
        EDGES,
        takes="新闻 | 评论 | 财经 | 体育 | 娱乐",
        leaves="春耕|秋收两不误",
        words="链接行",
        longest=400,
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


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.pattern)) for rule in RULES)


def match(words: str, where: int) -> Rule | None:
    """The first row that takes a folded line in one of those zones, if any."""
    for rule, pattern in _compiled():
        if rule.where & where and len(words) <= rule.longest and pattern.search(words):
            return rule
    return None


@cache
def _buttons() -> re.Pattern[str]:
    return re.compile(_row(_BUTTON_WORDS.split()))


def is_button(words: str) -> bool:
    """Whether words are those of a page's buttons."""
    return bool(_buttons().search(words))


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
