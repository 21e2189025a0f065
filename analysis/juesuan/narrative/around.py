"""What stands around a token: whether its clause goes on with what was said, or begins anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import dropwhile

from juesuan.catalogue.grammar import grammar
from juesuan.narrative.marks import Token
from juesuan.narrative.nouns import noun
from juesuan.narrative.sentence import Sentence

# A clause that comes to one of these before a figure is a statement of its own, no reason.
_OWN = frozenset(("completion", "planned", "actual", "share", "compared", "parts", "level", "path"))
# A reason comes to its figure within so many tokens.
_NEAR = 24
_SENTENCE_ENDS = ("。", ";")


def follows(text: str, tokens: Sequence[Token], at: int, kinds: Collection[str]) -> bool:
    """The clause behind a token begins with such a mark, and names nothing in front of it."""
    begin = tokens[at].end
    return any(
        each.kind in kinds and noun(text[begin : max(begin, each.start)]) is None
        for each in tokens[at + 1 : at + 2]
    )


def goes_on(tokens: Sequence[Token], at: int, items: Collection[str]) -> bool:
    """Whether the clause behind a semicolon is one more reason.

    `items` are the numberings of what the reasons are given for: the next one is none of them.
    """
    moved = False
    for token in tokens[at + 1 : at + _NEAR]:
        if token.kind == "ordinal" and token.words[-1:] != ")":
            return token.numbering not in items
        if token.kind in _OWN or (token.kind == "stop" and token.words in ";。"):
            return token.kind == "stop"
        moved = moved or token.kind == "change"
        if token.kind == "figure":
            return moved
    return True


def states_item(tokens: Sequence[Token]) -> bool:
    """Whether a passage begins with a number, the names of a 类, 款 or 项 and its figure."""
    if not tokens or not tokens[0].opens_item:
        return False
    behind = list(dropwhile(lambda token: token.kind == "level", tokens[1:]))
    return len(behind) + 1 < len(tokens) and bool(behind) and behind[0].kind == "figure"


def opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number opens an item that is a sentence: 包括：1.…。与上年相比，….

    Items that commas or semicolons part are one sentence, which the words behind it speak of.
    """
    before = tokens[at - 1] if at else None
    if before and before.kind == "stop" and before.words in ",;":
        return False
    for number in range(at + 1, len(tokens)):
        each = tokens[number]
        if each.kind == "ordinal" or each.words in _SENTENCE_ENDS:
            return each.words == "。"
    return True


def states_anew(now: Sentence, tokens: Sequence[Token], at: int, against: str) -> bool:
    """A comparison among reasons that names nothing: 从严控制，与上年相比减少1万元.

    One behind a word of rise or fall goes on with what has moved: 项目增加，较上年增加5万元; not
    so where the reasons are those of a difference from the budget.
    """
    budgets = grammar().figures.budgets
    other = now.compared in budgets and against not in budgets
    before, following = tokens[max(0, at - 2) : at], tokens[at + 1 : at + 2]
    if now.noun or not before or before[-1].kind != "stop":
        return False
    has_base = any(each.kind == "figure" for each in following)
    return has_base or other or before[0].kind != "change"


def is_other_side(subject: str | None, words: str) -> bool:
    """收入 behind 支出, 支出总计 or 收、支总计: the other side of what was told."""
    known = grammar().subjects
    other = next((each for each in known.sides if each != words), "")
    totals = subject == other or known.totals.search(subject or "")
    return bool(totals) and other[:1] in (subject or "")


def side_compared(token: Token, subject: str | None) -> str | None:
    """财政拨款收入 of 较上年财政拨款收入增加, where both sides of an account were told before."""
    named = token.group("object") or ""
    sides = [each for each in grammar().subjects.sides if named.endswith(each)]
    return named if sides and is_other_side(subject, sides[0]) else None
