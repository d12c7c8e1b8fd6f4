"""The bars that lead through an article's pages, where a site parts one into several."""

from __future__ import annotations

from generator.clean.rule import ANY, Rule

_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
_STEP = (
    rf"(?:(?:本文|全文)?(?:当前)?[第共]?\s?{_NUMBER}\s?/?\s?{_NUMBER}?\s?页|(?:页码|分页|页数|当前页)\s?:?"
    r"|(?:上|下|前|后|上一|下一|前一|后一|首|尾|末|最后一)页|(?:全文阅读|阅读全文|余下全文|显示全文)"
    r"|(?:在)?[本单此]页(?:浏览|阅读|显示|查看)?(?:余下)?(?:全文)?"
    r"|(?:共|跳转?[到至]?第?|第|页)|[\[(<【]?\d{1,4}[\])>】]?|\.{2,6})"
)
_BETWEEN = r"[\s|/,·.:<>»›«‹…\-(){}\[\]]{0,8}"

PAGINATION = Rule(
    "pagination",
    # It names a page or a way to one, or numbers in brackets stand in a row; and nothing else.
    r"^(?=.{0,160}(?:[\d一二三四五六七八九十]\s?页|[上下前后尾末]一?页|页码|分页\s?:|余下全文|[本单此]页.{0,4}全文)"
    r"|(?:\[\d{1,3}\]\s{0,3}){2})"
    rf"(?>{_BETWEEN}{_STEP}){{1,60}}+{_BETWEEN}$",
    ANY,
    takes="共3页: 上一页 [1] [2] [3] 下一页",
    leaves="共3页的报告写得很清楚",
    words="分页",
    longest=200,
)
"""第2页, 上一页 1 2 3 下一页, 共3页."""
