"""Words that stand where a name is missing: the software's users, and what says nobody."""

from __future__ import annotations

_WORDS = """
admin administrator webmaster root editor author user test guest anonymous unknown none null
undefined 管理员 管理員 系统管理员 站长 站長 网站管理员 編輯 编辑 编辑部 小编 小編 作者 记者
佚名 匿名 未知 无 不详 暂无 本站 本网 本站编辑 网络 网络整理 综合整理 综合报道 网站编辑
责任编辑 原创 转载 整理 综合 来源网络
"""
_NOBODY = frozenset(_WORDS.split())


def is_nobody(name: str) -> bool:
    """Whether words that stand for a name name nobody."""
    return name.lower() in _NOBODY
