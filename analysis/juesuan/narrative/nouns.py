"""What is left of the words in front of a figure: the name of what it is about."""

from __future__ import annotations

from functools import lru_cache

from juesuan.catalogue.grammar import grammar
from juesuan.readers.characters import compact, plain

# The words in front of a figure that name its subject are not longer.
_REACH = 120
# The organization's short name has so many signs at least.
_SHORT = 3


def noun(words: str, organization: str = "") -> str | None:
    """The name that words end with, None where they say nothing of their own."""
    known = grammar().subjects
    name, before = words[-_REACH:], ""
    if "、" in name and not known.joint.search(name):
        name = _last_of(name) or _last_of(name.rstrip("、"))
    while name != before:
        before = name
        if organization:
            name = name.removeprefix(organization)
            # 区总工会: its short name is no subject either
            name = "" if len(name) >= _SHORT and organization.endswith(name) else name
        if dropped := known.front.match(name):
            name = name[dropped.end() :]
        else:
            name = known.behind_names.sub("", name, count=1)
    return None if not name or known.empty.fullmatch(name) else name[-known.longest :]


def _last_of(names: str) -> str:
    """The last of several names; those in brackets belong to the one in front of them."""
    depth = 0
    for at in range(len(names) - 1, -1, -1):
        depth += (names[at] == ")") - (names[at] == "(")
        if names[at] == "、" and depth <= 0:
            return names[at + 1 :]
    return names


def counted(before: str | None, behind: str, unit: str) -> str | None:
    """The noun behind a count's unit, where the words before name none: 慰问111名职工."""
    known = grammar().subjects
    if unit not in known.counted or not known.before.search(before or ""):
        return None
    match = known.behind.match(behind)
    return match["noun"] if match else None


def thing_of(verb: str | None, unit: str) -> str | None:
    """What is counted where only a verb stands in front of its unit: 更新购置2辆."""
    known = grammar().subjects
    return known.thing if known.verb.fullmatch(f"{verb}{unit}") else None


@lru_cache(maxsize=1024)
def of_heading(heading: str) -> str | None:
    """What a heading says that its section is about; None where it says nothing of its own."""
    known = grammar().subjects
    match = known.heading.fullmatch(compact(plain(heading)))
    return match["subject"] if match and not known.vague.search(match["subject"]) else None


def each_of(words: str) -> bool:
    """Whether the words say that a figure is of each of several subjects."""
    return bool(grammar().subjects.each.search(words))


def unquoted_name(name: str) -> str:
    """A name without the quotation marks that stand around all of it, or around its path.

    "教育支出(类)普通教育(款)小学教育(项)": the first name of the path begins with a mark.
    """
    if name[:1] == '"' and name.count('"') % 2:
        return name[1:]
    return name[1:-1] if name[:1] == name[-1:] == '"' and name.count('"') == 2 else name
