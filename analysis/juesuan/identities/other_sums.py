"""What the rows and columns of a table that no form knows say of sums: 合计, 小计, 其中."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from juesuan.catalogue import wording
from juesuan.readers import numerals

_NUMERALS, _DIGITS = re.compile(f"[{numerals.ONES}{numerals.TEN}]+"), re.compile("[0-9]+")

Amount = tuple[int, int]  # 分, one unit of the last digit
Path = tuple[str, ...]


class OtherRow(msgspec.Struct, frozen=True):
    """A row: its code and label as printed, its place, its amounts by the headings above them."""

    code: str
    label: str
    page: int | None
    row: int
    amounts: dict[Path, Amount] = {}


class OtherSum(msgspec.Struct, frozen=True):
    """A total and its parts, each a row's amount in a column; `is_part`: one is within another."""

    total: tuple[OtherRow, Path]
    parts: tuple[tuple[OtherRow, Path], ...]
    is_part: bool = False


class Words(msgspec.Struct, frozen=True):
    """Labels of sums of all, of sums of some, and how a part begins."""

    totals: tuple[str, ...]
    subtotals: tuple[str, ...]
    parts: tuple[str, ...]

    def plain(self, label: str) -> str:
        """A label without its numbering, but for the word that says that it is a part."""
        if label.startswith(self.parts):
            return label
        match = wording().numbering.lines.match(label)
        return label[match.end() :] if match else label

    def is_total(self, label: str) -> bool:
        """It is the sum of all."""
        return self.plain(label) in self.totals

    def is_subtotal(self, label: str) -> bool:
        """It is the sum of some."""
        return not self.is_total(label) and self.plain(label).endswith(self.subtotals)


# The same sums in each way in which they may be meant, one list a way.
Ways = list[list[OtherSum]]


def row_sums(rows: Sequence[OtherRow], words: Words) -> Iterator[Ways]:
    """For each row that is a sum, the sums of its columns in each way to choose the parts."""
    own = [row for row in rows if not row.label.startswith(words.parts)]
    for at, row in enumerate(own):
        behind = _until(own[at + 1 :], words)
        before = _until(own[:at][::-1], words)
        if words.is_subtotal(row.label):
            ways = (behind, before, _numbered_below(own[at:]))
            yield [_columns(row, each) for each in ways if each]
        elif words.is_total(row.label) and sum(words.is_total(r.label) for r in own) == 1:
            others = [other for other in own if other is not row]
            some = [other for other in others if words.is_subtotal(other.label)]
            plain = [other for other in others if not words.is_subtotal(other.label)]
            first = [other for other in others if words.plain(other.label) != other.label]
            shortest = min((len(other.code) for other in others), default=0)
            top = [other for other in others if len(other.code) == shortest]
            yield [_columns(row, each) for each in (some, top, plain, first) if each]


def column_sums(rows: Sequence[OtherRow], words: Words) -> Iterator[Ways]:
    """For each column that is a sum, the sums of the rows: of the columns beside and below it."""
    columns = list(dict.fromkeys(path for row in rows for path in row.amounts))
    for path in columns:
        if not path or path[-1] not in (*words.totals, *words.subtotals):
            continue
        above = path[:-1]
        beside = [c for c in columns if c != path and c[: len(above)] == above]
        groups: dict[str, list[Path]] = {}
        for column in beside:
            if not column[-1].startswith(words.parts):
                groups.setdefault(column[len(above)], []).append(column)
        chosen = [_whole(group, words) for group in groups.values()]
        parts = [column for group in chosen for column in group]
        if len(groups) > 1:
            yield [[OtherSum((row, path), tuple((row, c) for c in parts)) for row in rows]]


def parts_within(rows: Sequence[OtherRow], words: Words) -> Iterator[OtherSum]:
    """Rows that begin with 其中 are within the row that they stand below."""
    above: OtherRow | None = None
    for row in rows:
        if not row.label.startswith(words.parts):
            above = row
        elif above is not None:
            for path in row.amounts:
                yield OtherSum((above, path), ((row, path),), is_part=True)


def _until(rows: Sequence[OtherRow], words: Words) -> list[OtherRow]:
    """The rows up to the next sum."""
    ends = (at for at, row in enumerate(rows) if words.plain(row.label).endswith(words.subtotals))
    return list(rows[: next(ends, len(rows))])


def _numbered_below(rows: Sequence[OtherRow]) -> list[OtherRow]:
    """The rows below the first one that are numbered one step deeper: (一) and (二) of 一、."""
    own, *styles = (_style(row.label) for row in rows)
    if not own or not styles or styles[0] in ("", own):
        return []
    stop = next((at for at, style in enumerate(styles) if style in ("", own)), len(styles))
    return [row for row, style in zip(rows[1:], styles[:stop], strict=False) if style == styles[0]]


def _style(label: str) -> str:
    """How a label is numbered, whatever the number: 一、 and 三、 are 一、."""
    match = wording().numbering.lines.match(label)
    return _DIGITS.sub("1", _NUMERALS.sub(numerals.numeral(1), match[0])) if match else ""


def _columns(row: OtherRow, parts: Sequence[OtherRow]) -> list[OtherSum]:
    every = dict.fromkeys(path for each in (row, *parts) for path in each.amounts)
    return [OtherSum((row, path), tuple((part, path) for part in parts)) for path in every if parts]


def _whole(group: Sequence[Path], words: Words) -> Sequence[Path]:
    """A group's own sum, where it has one, else all its columns."""
    sums = [path for path in group if path[-1] in (*words.totals, *words.subtotals)]
    return sums[:1] or group
