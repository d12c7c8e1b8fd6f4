"""The words of buttons, tabs and icons."""

from __future__ import annotations

import re

# Words that stand alone on buttons, tabs and icons. Alone or in rows, they are no text.
_WORDS = """
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
调整字体 查看原图 查看大图 点击看大图 了解详情 查看详情
播报文章 播报 +关注 自动播放 循环播放 重播 跳过片头 向前 向后 标准 超大 正常 较大 好友
分享至好友和朋友圈 语音播报文章 释放双眼 独家抢先看 抢先看
专题 滚动 上一章 下一章 扫码分享 海报分享 生成海报 App下载 APP下载 下载APP 下载App 下载客户端 APP
"""

_BETWEEN = r"[\s|/·>»›:,、。.()\[\]【】-]"


def _row(words: list[str]) -> str:
    """A pattern for a line of such words alone. Atomic, so that it can not run away."""
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    word = rf"\d{{0,6}}(?:{either})(?![A-Za-z]){_BETWEEN}{{0,9}}+"
    return (
        rf"^{_BETWEEN}{{0,9}}+(?>{word})(?>{word}|\d{{1,6}}{_BETWEEN}{{1,9}}+){{0,40}}+\d{{0,6}}$"
    )


ROW = _row(_WORDS.split())
"""A pattern for a folded line that holds nothing but such words."""

LINKS = (
    "关于我们|关于本网|关于本站|联系我们|联系方式|联络我们|版权声明|版权说明|法律声明|免责声明|隐私声明|隐私政策|隐私权政策|隐私权|"
    "隐私保护|服务条款|使用条款|服务协议|用户协议|会员条款|网站地图|网站声明|网站简介|本站简介|人才招聘|诚聘英才|加入我们|广告服务|广告刊登|"
    "刊登广告|广告合作|商务合作|友情链接|意见反馈|投稿|客服中心|常见问题|帮助中心|著作权声明|著作权|公司简介|报社简介|集团介绍|设为首页|"
    "About Us|Contact Us|Privacy Policy|Terms of Service|Sitemap|工作邮箱|站长统计|公平交易|关于"
)
"""What the links of a page's foot are called."""

_COMPILED = re.compile(ROW)


def mostly_buttons(words: str) -> bool:
    """Whether most of several words in a row are those of buttons: 江报APP 放大字体 收藏 微信."""
    parts = words.split()
    return len(parts) >= 3 and sum(map(is_button, parts)) * 3 >= 2 * len(parts)


def is_button(words: str) -> bool:
    """Whether words are those of a page's buttons."""
    return bool(_COMPILED.search(words))
