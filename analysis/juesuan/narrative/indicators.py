"""The indicators of the flattened self-evaluation table: goals, rows, the cells of each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.performance_wording import performance_wording
from juesuan.catalogue.remarks import Remark, remark
from juesuan.narrative.run_together import split_cells
from juesuan.narrative.self_evaluation import FlatTable


class Indicator(msgspec.Struct, frozen=True):
    """A row of the self-evaluation table, its texts as printed without spaces.

    Where the flattened text does not tell the row's cells apart, `indicator` holds all of it,
    `target` and `actual` are None, and `remark` says so. `row` is the line on which it begins.
    """

    subject: str
    goal_number: int
    goal: str
    goal_weight: Decimal | None
    level1: str | None
    level2: str | None
    indicator: str
    target: str | None
    actual: str | None
    score: Decimal | None
    row: int
    remark: Remark | None = None


Span = tuple[int, int]
_SENTENCE_END = "。!?"


class _Row(msgspec.Struct, frozen=True):
    """Where a row stands in the table: the pieces of its text (one more behind a page's end)."""

    level1: str | None
    level2: str | None
    pieces: tuple[Span, ...]
    score: Decimal | None
    doubt: Remark | None


def read_indicators(tables: Iterable[FlatTable]) -> list[Indicator]:
    """The indicators of the department as a whole, in printed order."""
    return [
        indicator
        for table in tables
        for goal, stop in _goals(table)
        for indicator in _indicators(table, goal, stop)
    ]


def _goals(table: FlatTable) -> Iterator[tuple[re.Match[str], int]]:
    """Each goal's heading, and where its rows end."""
    known = performance_wording().table
    goals = list(known.goal.finditer(table.text))
    begin = goals[-1].end() if goals else len(table.text)
    feet = (p.search(table.text, begin) for p in (known.total, known.deviation, known.measures))
    end = min((foot.start() for foot in feet if foot), default=len(table.text))
    yield from zip(goals, [*(goal.start() for goal in goals[1:]), end], strict=True)


def _indicators(table: FlatTable, goal: re.Match[str], stop: int) -> Iterator[Indicator]:
    known, whole = performance_wording().table, lexicon().organizations.whole
    foot = known.goal_end.search(table.text, goal.end(), stop)
    header = known.header.search(table.text, foot.end(), stop) if foot else None
    weight = Decimal(goal["weight"]) if goal["weight"] else None
    if foot is None or header is None:
        begin, rows = goal.end(), [_whole(table, goal.end(), stop, remark("columns_unknown"))]
    else:
        begin, rows = foot.start(), _rows(table, header.end(), stop, weight)
    for row in rows:
        text = "\n".join(table.text[slice(*piece)] for piece in row.pieces)
        printed = "\n".join(table.printed[slice(*piece)] for piece in row.pieces)
        cells = None if row.score is None or known.level.search(text) else split_cells(text)
        spans = cells or ((0, len(text)),)
        words = [re.sub(r"\s", "", printed[slice(*span)]) for span in spans]
        doubt = row.doubt or (None if cells else remark("cells_not_told_apart"))
        yield Indicator(
            subject=whole,
            goal_number=int(goal["number"]),
            goal=table.words(goal.end(), begin),
            goal_weight=weight,
            level1=row.level1,
            level2=row.level2,
            indicator=words[0],
            target=words[1] if cells else None,
            actual=words[2] if cells else None,
            score=row.score,
            row=table.row_at(row.pieces[0][0]),
            remark=doubt,
        )


def _rows(table: FlatTable, begin: int, stop: int, weight: Decimal | None) -> list[_Row]:
    """The rows of a goal; each ends with its score.

    The scores of a goal do not add up to more than its weight. Where they do, some figure is no
    score: all of the goal's text is one row without a score.
    """
    scores = _scores(table.text, begin, stop)
    total = _total(scores)
    if not scores:
        return [_whole(table, begin, stop, remark("no_score"))]
    if weight is not None and total > weight:
        doubt = remark("scores_above_weight", total=total, weight=weight)
        return [_whole(table, begin, stop, doubt)]
    rows = list(_split(table, begin, stop, scores))
    if weight is not None and total < weight:
        doubt = remark("scores_below_weight", total=total, weight=weight)
        return [replace(row, doubt=row.doubt or doubt) for row in rows]
    return rows


def _whole(table: FlatTable, begin: int, stop: int, doubt: Remark) -> _Row:
    """All of a goal's text as one row."""
    return _Row(None, None, _trim(table.text, begin, stop) or ((begin, begin),), None, doubt)


def _scores(text: str, begin: int, stop: int) -> list[re.Match[str]]:
    """Bare numbers that end a line, but for those that the next line goes on with (`2 | 人。`)."""
    known = performance_wording().cells
    number = re.compile(rf"(?<!\S)(?:{known.number.pattern})(?=[^\S\n]*(?:\n|$))")
    found = list(number.finditer(text, begin, stop))
    return [m for m in found if not known.counted.match(text[m.end() : stop].lstrip())]


def _total(scores: Sequence[re.Match[str]]) -> Decimal:
    return sum((_decimal(score) for score in scores), Decimal(0))


def _decimal(score: re.Match[str]) -> Decimal:
    return Decimal(score[0].replace(",", ""))


def _split(
    table: FlatTable, begin: int, stop: int, scores: Sequence[re.Match[str]]
) -> Iterator[_Row]:
    """The rows between the scores. 一级 and 二级指标 go on until they are printed again.

    Text between a score and the next 一级 or 二级指标 belongs to the row above, whose last cell
    goes on behind a page's end; it is doubtful where that cell had come to a sentence's end.
    """
    known, text = performance_wording().table, table.text
    level1: str | None = None
    level2: str | None = None
    starts = [begin, *(score.end() for score in scores)]
    levels = [
        known.level.search(text, start, score.start())
        for start, score in zip(starts, scores, strict=False)
    ]
    pieces: tuple[Span, ...] = ()
    if levels[0]:
        pieces = _trim(text, begin, levels[0].start())
    for at, (score, level) in enumerate(zip(scores, levels, strict=True)):
        if level:
            level1 = table.words(*level.span("level1")) if level["level1"] else level1
            level2 = table.words(*level.span("level2")) if level["level2"] else None
        pieces += _trim(text, level.end() if level else starts[at], score.start())
        following = levels[at + 1] if at + 1 < len(levels) else None
        last = at + 1 == len(scores)
        end = following.start() if following else stop if last else score.end()
        tail = _trim(text, score.end(), end)
        closed = bool(pieces) and text[pieces[-1][1] - 1] in _SENTENCE_END
        doubt = remark("text_behind_score") if tail and closed else None
        yield _Row(
            level1,
            level2,
            (*pieces, *tail) or (score.span(),),
            _decimal(score),
            doubt if pieces else remark("text_missing_before_score"),
        )
        pieces = ()


def _trim(text: str, start: int, stop: int) -> tuple[Span, ...]:
    """The stretch without the space around it; none where nothing is left."""
    words = text[start:stop].strip()
    if not words:
        return ()
    first = text.index(words, start)
    return ((first, first + len(words)),)
