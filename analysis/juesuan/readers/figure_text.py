"""A figure as its cell prints it: what stands around it, and what is the number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue import wording
from juesuan.catalogue.remarks import Remark, remark
from juesuan.catalogue.signs import signs
from juesuan.readers.characters import bare, plain

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\s?[.]\s?\d+)?"
_SIGNS = "0123456789.,-+()"


@dataclass(frozen=True, slots=True)
class Undressed:
    """The number in a text, with its sign; the unit printed behind it; the mark of a note at it."""

    figure: str
    unit: str = ""
    remark: Remark | None = None


@cache
def _dressed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells at a glance that a text may be a dressed figure; and one from end to end."""
    known = signs()
    money = "|".join(re.escape(plain(each)) for each in known.money)
    units = "|".join(sorted(map(re.escape, wording().units), key=len, reverse=True))
    raised = f"[{re.escape(known.raised)}]"
    worn = re.compile(rf"(?:{money}|{units}|{raised}|-\s|\d\s*-\s*[)]?$|[(]\s|\s[)])")
    whole = re.compile(
        rf"\s*(?P<open>[(])?\s*(?P<first>-)?\s*(?:{money})?\s*(?P<sign>[-+])?\s*(?P<number>{_NUMBER})"
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
    minuses = [match["open"], match["first"], match["sign"] == "-", match["last"]]
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
