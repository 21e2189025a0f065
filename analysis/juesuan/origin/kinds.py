"""What kind of document it is: final account or budget, or a report of another kind."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.origin_wording import origin_wording
from juesuan.origin.weigh import Told, most
from juesuan.origin.witnesses import COVER, FILE, HEADING, TITLE, Witness
from juesuan.readers.source import Line

CONTENT = "content"
# A report says in its first lines what it is.
_HEAD = 15
# So many times as often must one kind's words stand as the other's, where nothing else tells.
_CLEARLY = 3


def kind_of(witnesses: Sequence[Witness], lines: Sequence[Line]) -> Told[str]:
    """决算 or 预算: by titles, else by the headings of the parts, else by the words of all tables.

    One table's or sheet's name alone tells nothing: an account holds 预算数 and a budget last
    year's 决算数.
    """
    owned = [each for each in witnesses if each.title.owner or each.title.name]
    told = most(owned, lambda each: each.title.kind or None, (TITLE, COVER, HEADING, FILE))
    if told.value is not None:
        return told
    words = origin_wording().kinds
    account, budget = lexicon().account.kind, lexicon().account.budget
    counts = {
        kind: sum(len(pattern.findall(line.compact)) for line in lines)
        for kind, pattern in ((account, words.account), (budget, words.budget))
    }
    for kind, other in ((account, budget), (budget, account)):
        if counts[kind] >= max(1, _CLEARLY * counts[other]):
            return Told(kind, CONTENT)
    return Told()


class OtherReport(msgspec.Struct, frozen=True):
    """What it is, as a fault's name, and the line that says so as printed."""

    what: str
    said: str


def other_report(witnesses: Sequence[Witness], lines: Sequence[Line]) -> OtherReport | None:
    """The account of a government, or another report; None where a title is a department's."""
    words = origin_wording().kinds
    for each in witnesses:
        title = each.title
        if each.source == FILE or not title.kind:
            continue
        if title.owner or (
            title.name and title.name.is_body and not words.whole.search(title.name.text)
        ):
            return None
    for line in lines[:_HEAD]:
        if words.government.search(line.compact):
            return OtherReport("is_government_account", line.printed.strip())
        if words.other.search(line.compact):
            return OtherReport("is_other_report", line.printed.strip())
    return None


def tables_attached(lines: Sequence[Line]) -> bool:
    """The document says that its tables stand in another file."""
    return any(origin_wording().kinds.attached.search(line.compact) for line in lines)
