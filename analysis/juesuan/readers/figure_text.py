"""A figure as its cell prints it: what stands around it, and what is the number."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from juesuan.catalogue import wording
from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.characters import bare, plain

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\s?[.]\s?\d+)?"
_SIGNS = "0123456789.,-+()"
# A figure with a sign that a font's map does not tell, or of a place that fonts use as they like.
_STRANGE = "\ufffd\ue000-\uf8ff"
_STRANGE_FIGURE = re.compile(rf"(?=.*[{_STRANGE}])(?=.*[\d.,{_STRANGE}]{{2}})[^\u2e80-\u9fff]*")
_SHORT = 40


class Undressed(NamedTuple):
    """The number in a text, with its sign; the unit printed behind it; the mark of a note at it."""

    figure: str
    unit: str = ""
    remark: Remark | None = None


class Seen(NamedTuple):
    """A cell's text in plain signs, the number in it where it is dressed, and what is doubtful.

    Where it is not `is_sure` the figure may be another than the printed one.
    """

    bare: str
    figure: str = ""
    unit: str = ""
    doubt: Remark | None = None
    is_sure: bool = True


def seen(text: str) -> Seen:
    """What a cell's text comes to; all media's cells come through here."""
    return _seen_before(text) if len(text) < _SHORT else _seen(text)


def _seen(text: str) -> Seen:
    if found := undressed(text):
        return Seen(bare(found.figure), *found)
    kept = bare(text)
    if is_masked(kept):
        return Seen(kept, doubt=remark("masked", signs=text), is_sure=False)
    if not text.isascii() and _STRANGE_FIGURE.fullmatch(text):
        return Seen(kept, doubt=remark("unmapped"), is_sure=False)
    return Seen(kept)


_seen_before = lru_cache(maxsize=1 << 14)(_seen)


@cache
def _dressed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells at a glance that a text may be a dressed figure; and one from end to end."""
    known = signs()
    money = "|".join(re.escape(plain(each)) for each in known.money)
    units = "|".join(sorted(map(re.escape, wording().units), key=len, reverse=True))
    raised = f"[{re.escape(known.raised)}]"
    minus = f"(?:{wording().tokens.minus.pattern})"
    worn = re.compile(
        rf"(?:{money}|{units}|{raised}|{minus}\s|^[^-\d(]\d|\d\s*-\s*[)]?$|[(]\s|\s[)])"
    )
    whole = re.compile(
        rf"\s*(?P<open>[(])?\s*(?P<first>{minus})?\s*(?:{money})?\s*(?P<sign>{minus}|[+])?\s*(?P<number>{_NUMBER})"
        rf"\s*(?P<unit>{units})?\s*(?P<mark>{raised}+)?\s*(?P<last>-)?\s*(?P<close>[)])?"
        rf"(?P<behind>{raised}+)?\s*"
    )
    return worn, whole


def undressed(text: str) -> Undressed | None:
    """The number of a text that wears more than its sign; None for every other text.

    ¥12.34, 12.34万元, - 12.34, 12.34- and (12.34) with blanks or a mark of a note: 12.34².
    """
    worn, whole = _dressed()
    kept = plain(text)
    match = whole.fullmatch(kept) if worn.search(kept) else None
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    minuses = [match["open"], match["first"], match["sign"] not in (None, "+"), match["last"]]
    if sum(map(bool, minuses)) > 1:
        return None
    number = "".join(match["number"].split())
    mark = (match["mark"] or "") + (match["behind"] or "")
    figure = f"-{number}" if any(minuses) else number
    said = remark("note_mark", mark=mark, figure=figure) if mark else None
    return Undressed(figure, match["unit"] or "", said)


def is_masked(text: str) -> bool:
    """Signs that stand in the place of a figure that cannot be seen: ###, ####.##, ***."""
    masks = signs().masks
    return sum(sign in masks for sign in text) > 1 and not text.strip(masks + ".,-")


def is_number(text: str) -> bool:
    """A text of digits and the signs that go with them."""
    kept = bare(text)
    if not any(sign.isdigit() for sign in kept):
        return False
    return not kept.strip(_SIGNS) or undressed(text) is not None
