"""A title taken apart: organization, year and kind, in whatever order they stand."""

from __future__ import annotations

import re

import msgspec
from msgspec.structs import replace

from juesuan.catalogue.files import once
from juesuan.catalogue.origin_wording import origin_wording
from juesuan.origin.bodies import Name, is_generic, name_in, scope_in
from juesuan.origin.years import year_of, year_pattern, years_in

# No title has more signs.
_LONGEST = 160


class Title(msgspec.Struct, frozen=True):
    """What a title says; None is not said. `owner` is 部门 or 单位, `kind` 决算 or 预算."""

    kind: str
    owner: str | None = None
    name: Name | None = None
    year: int | None = None
    named: bool = False

    @property
    def parts(self) -> int:
        """How many of organization, year and 部门/单位 it says."""
        return sum(part is not None for part in (self.name, self.year, self.owner))


@once
def _whole() -> re.Pattern[str]:
    words = origin_wording().title
    after = "|".join(f"(?:{word})" for word in words.after)
    year = rf"\(?{year_pattern().pattern}\)?"
    before = "|".join(f"(?:{word})" for word in words.before)
    scopes = origin_wording().scope
    scope = rf"\((?:{scopes.main.pattern}|{scopes.consolidated.pattern})\)"
    return re.compile(
        # Possessive: what was taken in front or behind is not tried in other pieces again, of which
        # a line of strokes has endlessly many.
        rf"(?:{before})*+(?P<head>.*?){words.kind.pattern}"
        rf"(?P<tail>(?:{after}|{scope}|{_unnamed(year)})*+)"
    )


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


@once
def _year_before() -> re.Pattern[str]:
    return re.compile(rf"^\(?{year_pattern().pattern}\)?")


@once
def _year_behind() -> re.Pattern[str]:
    return re.compile(rf"\(?{year_pattern().pattern}\)?{origin_wording().title.between.pattern}?$")


def title_in(text: str) -> Title | None:
    """The title that a line is, in plain characters without spaces; None where it is none.

    >>> title = title_in("2022年度青川市数据管理局部门决算公开")
    >>> title.kind, title.owner, title.name.text, title.year
    ('决算', '部门', '青川市数据管理局', 2022)
    """
    if len(text) > _LONGEST:
        return None
    text = origin_wording().title.suffix.sub("", text)
    return _title(text) or _with_name_behind(text)


def _title(text: str) -> Title | None:
    words = origin_wording().title
    match = _whole().fullmatch(text)
    if match is None or words.other.search(text) or words.both.search(text):
        return None
    head, tail, year = match["head"], match["tail"], None
    if found := year_pattern().search(tail):
        year = year_of(found)
    for pattern in (_year_behind(), _year_before()):
        if found := pattern.search(head):
            year = year if year is not None else year_of(found)
            head = head[: found.start()] + head[found.end() :]
    head = re.sub(rf"^(?:{words.between.pattern})|(?:{words.between.pattern})$", "", head)
    owner = match["owner"]
    if owner is None and (ends := words.owner.search(head)):
        head, owner = head[: ends.start()], ends[0]
    name = name_in(head) if head else None
    if name is None and head and not is_generic(head):
        # A head that is no name may hold the year all the same: X市2024年市级单位决算.
        inside = years_in(head)
        if len(inside) != 1 or words.sentence.search(head):
            return None
        year = year if year is not None else inside[0]
    if name is not None and name.scope is None:
        name = replace(name, scope=scope_in(tail))
    return Title(match["kind"], owner, name, year, bool(head))


def _with_name_behind(text: str) -> Title | None:
    """2022年度部门决算公开——X局 and 2022年度部门决算公开（X局）."""
    found = origin_wording().title.behind.search(text)
    title = _title(text[: found.start()]) if found else None
    name = name_in(found["name"] or found["bracketed"]) if found else None
    if title is None or title.name is not None or name is None or not name.is_body:
        return None
    return replace(title, name=name, named=True)
