"""The department as a whole: its flattened self-evaluation table and the appendix's chapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from juesuan.catalogue import wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.performance_wording import performance_wording
from juesuan.catalogue.remarks import remark
from juesuan.money import parse_money
from juesuan.narrative.projects import Project, merge
from juesuan.narrative.prose import Passage
from juesuan.readers.characters import compact, plain
from juesuan.readers.source import Line


class FlatTable(msgspec.Struct, frozen=True):
    """The lines of a flattened table, joined by line breaks; `printed` goes sign by sign."""

    lines: tuple[Line, ...]
    text: str
    printed: str

    @property
    def row(self) -> int:
        """The row of its first line."""
        return self.lines[0].row

    def line_at(self, at: int) -> Line:
        """The line on which a position stands."""
        return self.lines[self.text.count("\n", 0, at)]

    def row_at(self, at: int) -> int:
        """The row of that line."""
        return self.line_at(at).row

    def words(self, start: int, end: int) -> str:
        """A stretch of the table as printed, without spaces."""
        return "".join(self.printed[start:end].split())


def flat_tables(lines: Sequence[Line]) -> Iterator[FlatTable]:
    """The self-evaluation tables of the department as a whole, with what follows them.

    A title without goals and figures below it is none.
    """
    known = performance_wording().table
    kept = [line for line in lines if not wording().page_numbers.lines.search(line.compact)]
    titles = [at for at, line in enumerate(kept) if known.title.search(line.plain)]
    for at, stop in zip(titles, [*titles[1:], len(kept)], strict=False):
        printed = "\n".join(line.printed for line in kept[at:stop])
        text = plain(printed)
        if known.figures.search(text) or known.goal.search(text):
            yield FlatTable(tuple(kept[at:stop]), text, printed)


def cell_lines(tables: Iterable[FlatTable]) -> Iterator[Line]:
    """The lines of the self-evaluation tables, without what follows them.

    A table ends where its foot begins; where it has none, with its last label.
    """
    known = performance_wording().table
    labels = (known.figures, known.goal, known.total, known.deviation, known.measures)
    for table in tables:
        last = max(match.end() for label in labels for match in label.finditer(table.text))
        foot = _foot(table, last)
        yield from table.lines[: table.text.count("\n", 0, foot.start() if foot else last) + 1]


def read_evaluation(
    tables: Iterable[FlatTable], chapters: Iterable[Project], passages: Sequence[Passage]
) -> Project | None:
    """What the table and the appendix's chapter say of the whole; None where neither is there.

    The table's values come first; where the appendix disagrees there is a remark.
    """
    whole = performance_wording().chapters.whole
    found = [_table(table, passages) for table in tables] if passages else []
    found += [chapter for chapter in chapters if whole.search(chapter.project)]
    if not found:
        return None
    first, *others = found
    for other in others:
        first = merge(first, other)
    name = lexicon().organizations.whole
    return Project(
        **{each: getattr(first, each) for each in first.__struct_fields__} | {"project": name}
    )


def _table(table: FlatTable, passages: Sequence[Passage]) -> Project:
    known, text = performance_wording().table, table.text
    figures, weight = known.figures.search(text), known.weight.search(text)
    total = known.total.search(text)
    unit = wording().units[compact(weight["unit"])] if weight and weight["unit"] else None
    whole = lexicon().organizations.whole
    remarks = () if unit else (remark("states_no_unit", name=whole, row=table.row),)
    deviation = known.deviation.search(text)
    measures = known.measures.search(text, deviation.end() if deviation else 0)
    before = [passage for passage in passages if passage.paragraph.first <= table.lines[0].number]
    return Project(
        whole,
        before[-1] if before else passages[0],
        budget=parse_money(figures["budget"], unit) if figures and unit else None,
        actual=parse_money(figures["actual"], unit) if figures and unit else None,
        printed_rate=_number(figures, "rate"),
        score=_number(total, "figure"),
        execution_weight=_number(weight, "figure"),
        execution_score=_number(figures, "score"),
        deviation_reasons=_between(table, deviation, measures),
        measures=_between(table, measures, None),
        remarks=remarks,
        line=table.line_at(figures.start("score")) if figures and figures["score"] else None,
    )


def _between(
    table: FlatTable, begin: re.Match[str] | None, stop: re.Match[str] | None
) -> str | None:
    """The cell behind a label: to the next label, or to the end of the table."""
    if begin is None:
        return None
    foot = _foot(table, begin.end())
    if stop is None and foot is None:
        return None
    return table.words(begin.end(), (stop or foot).start()) or None  # type: ignore[union-attr]


def _foot(table: FlatTable, behind: int) -> re.Match[str] | None:
    """Where a line begins that belongs to the table no more."""
    end = re.compile(rf"^[^\S\n]*(?:{performance_wording().table.end.pattern})", re.MULTILINE)
    return end.search(table.text, behind)


def _number(match: re.Match[str] | None, group: str) -> Decimal | None:
    figure = match[group] if match else None
    return Decimal(figure.replace(",", "")) if figure else None
