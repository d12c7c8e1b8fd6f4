"""The words of bylines: what announces a field, and how a name or a publisher looks."""

from __future__ import annotations

import re

from generator.text import HAN

# Words that announce a field, each with the label of what follows. Spaces may stand inside.
WORDS = {
    "other-date": """
        成文日期 生成日期 印发日期 更新时间 最后更新 更新日期 最近更新 更新于 最后更新时间 更新
        修改时间 修订日期
    """,
    "date": """
        发布时间 发布日期 发表时间 发表日期 发布于 发表于 发稿时间 发布 发表 刊登时间 刊登日期
        上传时间 发文日期 出版日期 刊出日期 上架时间 上版日期 建立日期 张贴日期 公布日期 日期 时间
        创建时间 录入时间 新闻日期 点阅时间 资料日期
    """,
    "source": """
        发文机关 发文单位 制发机关 文章来源 信息来源 稿件来源 新闻来源 消息来源 资料来源 内容来源
        文稿来源 来源 稿源 来自 转自 出处 转载自 原载 发布机构 发布单位 发布者单位 发布部门
        来源单位 资料提供 新闻提供 媒体
    """,
    "editor": """
        责任编辑 网络编辑 本期编辑 本文编辑 值班编辑 执行编辑 网页编辑 新媒体编辑 实习编辑
        栏目编辑 编辑 责编 选稿 组稿 主编 小编 编审 文字编辑 图文编辑 视觉编辑 核稿编辑 执编
    """,
    "proofreader": """
        责任校对 校对 审读 审稿人 审核 审校 核校 终审 复审 初审 审稿 核稿 核稿人 审核人 值班主任
        值班主编 值班总监 监制 总监制 统筹 策划 排版 录入 录入人 上传 制图 制作 一审 二审 三审 一校
        二校 三校 签发
    """,
    "contributor": """
        供稿单位 供稿人 供稿 投稿 来稿单位 来稿 报送单位 投稿人 供图 图文提供 文图提供 信息报送
    """,
    "photographer": """
        摄影记者 摄影报道 摄影 摄 图片 图 拍摄 视频 影像 照片 图/视频
    """,
    "author": """
        作者 撰文 撰稿 撰稿人 执笔 采写 原创 文字 文 特约记者 特约撰稿 本报记者 本报通讯员 实习记者
        实习生 首席记者 全媒体记者 融媒体记者 记者 通讯员 整理 编译 采访 采编 撰写 撰写者 见习记者
        文字记者 文/图 文图 图文 图/文 文/摄影 文/摄 发布人 发布者 发帖人 楼主 口述 译者 翻译
    """,
    "section": """
        所属栏目 栏目 频道 所属频道 分类 类别 文章分类 新闻类别 信息类别 专栏
    """,
    "page": """
        版次 版面 版位 版别
    """,
    "chrome": """
        标题 名称 信息名称 点击数 点击量 点击次数 点击率 点击 阅读次数 阅读数 阅读量 阅读 浏览次数
        浏览量 浏览数 浏览 点阅数 点阅 访问量 访问次数 查看次数 查看 评论数 评论 人气 回复 字号
        字体 字体大小 关键词 关键字 标签 索引号 信息索引 文号 发文字号 主题词 公开方式 公开时限
        主题分类 体裁 有效性 分享到 分享 浏览人数 瀏覽人次 浏览人次 热度 收藏 IP属地 发布地 字数
        语速 朝代
    """,
}

# The hundred-odd commonest family names: a name without a label begins with one of them.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程"
    "苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵"
    "苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝楚诸官封谈匡鞠"
    "萧印逄綦亓晁隗矫鄢冼蔺栗郗逯荆郦盖缪阚佟吾闻修娄鄂竺宓蓬邸冉雍璩濮奚"
)

_DOUBLE = "欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容"

NAME = (
    rf"(?:[{_SURNAMES}][{HAN}]{{1,2}}|(?:{_DOUBLE})[{HAN}]{{1,2}}"
    rf"|[{_SURNAMES}]\s{{1,2}}[{HAN}](?![{HAN}]))"
)
"""A Chinese name as it is usually made, in folded text."""

TITLES = (
    "教授|讲师|研究员|院士|博士|学者|专家|作家|诗人|主任|部长|院长|所长|校长|局长|处长|会长|秘书长|书记|委员|代表"
    "|主编|总编辑|总监|总裁|董事长|创始人|律师|顾问|经济学家|分析师|评论员|记者|作者|撰稿人|编辑|通讯员|实习生"
)
"""What someone is, as it stands before a name."""

JOIN = r"[\s、,，/&;；]{1,3}"
# After a first name that is one for certain, a rarer family name may follow a comma.
NAMES = rf"{NAME}(?:{JOIN}{NAME}|[、,，]\s?[{HAN}]{{2,3}}(?![{HAN}])){{0,9}}"

_ENDINGS = """
网 报 社 台 局 厅 委 部 办 院 府 刊 端 在线 频道 杂志 公众号 中心 公司 会 新闻 时报 周刊 大学 学院
发布 党委 党建 大队 支队 总队 站 馆 学校 集团 银行 支部 news News NEWS com cn 快报 融媒 融媒体 号
观察 杂谈 头条 电视 广播 通讯 媒体 网络版 电子版 海外版
"""

PROVINCES = frozenset(
    (
        "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北"
        " 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
    ).split()
)
"""Where a reader's or an account's address on the net may lie, as sites print it."""

PUBLISHER = re.compile(
    rf"^[《“]?[{HAN}A-Za-z0-9·”》.\-]{{1,28}}(?:{'|'.join(_ENDINGS.split())})[》”]?(?:\s?综合)?$"
)
"""What may stand beside a date as the publisher, without a label."""
