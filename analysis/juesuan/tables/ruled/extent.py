"""Where a ruled table ends: behind its last grid and the notes under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import Table, classification, wording
from juesuan.catalogue.problems import Problem, problem
from juesuan.readers.grid import Grid, is_number
from juesuan.readers.source import Line
from juesuan.tables.body import split_body
from juesuan.tables.flattened import tells_columns
from juesuan.tables.reading import at_token
from juesuan.tables.recogniser import is_count, is_note, recogniser
from juesuan.tables.sheets.grid_sheets import Sheet, sheets
from juesuan.tables.sheets.heading_columns import Heading
from juesuan.tables.titles import FEWEST_HEADERS, HEADING_LINES, Span, is_other
from juesuan.tables.tokens import tokenize

# A grid outside the official tables is one of the accounts where it holds so many amounts.
_FEWEST_AMOUNTS = 2


class Extent(msgspec.Struct, frozen=True):
    """The spans, cut where ruled tables end, the sheets of each, and what stands between.

    `loose` are the grids of the accounts that stand in none of the spans.
    """

    spans: list[Span]
    sheets: list[tuple[Sheet, ...]]
    loose: list[Grid]
    problems: list[Problem]


def cut_spans(spans: Sequence[Span], lines: Sequence[Line], grids: Sequence[Grid]) -> Extent:
    """End each span behind its table; rows that are left behind it are problems."""
    headers = _running_headers(lines)
    pairs = [_cut(span, lines, grids, headers) for span in spans]
    cut = [span for span, _ in pairs]
    loose = [
        grid
        for grid in grids
        if not stands_in(grid, cut) and _is_account(grid, lines, was_inside=stands_in(grid, spans))
    ]
    problems: list[Problem] = []
    ruled = {at for grid in grids for at in range(grid.first, grid.stop)}
    for whole, kept in zip(spans, cut, strict=True):
        left = [lines[at] for at in range(kept.stop, whole.stop) if at not in ruled]
        problems += _left_behind(whole.form, left)
    return Extent(cut, [own for _, own in pairs], loose, problems)


def lacks_columns(span: Span, lines: Sequence[Line], grids: Sequence[Grid]) -> bool:
    """The title is that of a table whose columns or units only cells tell, and these do not."""
    if not span.table or not (span.form.by_unit or span.form.across):
        return False
    mine = [grid for grid in grids if grid.first < span.stop and grid.stop > span.start]
    body = lines[span.start : span.stop]
    found = sheets(span.form, mine, body)
    if not found or not all(grid.is_ruled for grid in mine):
        is_other = not span.form.plain or _is_crossed(span.form, body)
        return is_other and not tells_columns(span.form, body)
    heading = found[0].heading
    if span.form.by_unit:
        return not heading.figures
    measures = [each for block in heading.blocks for each in heading.measures(block)]
    if not span.form.plain and not any(map(str.isdigit, measures)):
        return True
    coded = any(heading.known.leading_code(text)[0] for row in found[0].rows for text in row.texts)
    return not measures or not coded


def _is_crossed(table: Table, lines: Sequence[Line]) -> bool:
    """The heading names several classes of the classification that the table is across."""
    text = "".join(line.compact for line in takewhile(lambda line: not _is_row(table, line), lines))
    known = classification(table.across or "")
    names = {name for code in known.classes for name in known.names(code)}
    return sum(name in text for name in names) > 1


def _is_row(table: Table, line: Line) -> bool:
    return bool(recogniser(table).leading_code(line.compact)[0])


def stands_in(grid: Grid, spans: Sequence[Span]) -> bool:
    """The grid is a part of one of the spans; a title may stand in a cell of its own table."""
    return any(grid.first < span.stop and span.first < grid.stop for span in spans)


def _running_headers(lines: Sequence[Line]) -> frozenset[str]:
    """Lines that stand on several pages: they are no titles."""
    pages: dict[str, set[int | None]] = {}
    for line in lines:
        pages.setdefault(line.compact, set()).add(line.page)
    return frozenset(text for text, on in pages.items() if len(on) >= FEWEST_HEADERS)


def _cut(
    span: Span, lines: Sequence[Line], grids: Sequence[Grid], headers: frozenset[str]
) -> tuple[Span, tuple[Sheet, ...]]:
    """The span up to where its table ends, and the sheets that stand there."""
    mine = [grid for grid in grids if grid.first < span.stop and grid.stop > span.start]
    found = tuple(sheets(span.form, mine, lines[span.start : span.stop]))
    # One that is only aligned may go on as text, which does not show where it ends.
    if not found or not found[0].heading.blocks or not all(grid.is_ruled for grid in mine):
        return span, found
    stop = _stop(span, lines, found, headers)
    # A line's number is one more than its place.
    kept = tuple(sheet for sheet in found if sheet.rows[-1].line.number <= stop)
    return replace(span, stop=stop), kept


def _stop(
    span: Span, lines: Sequence[Line], found: Sequence[Sheet], headers: frozenset[str]
) -> int:
    """Where the lines behind the last sheet that goes on with the table are none of its rows."""
    table, heading = found[0].table, found[0].heading
    last = found[0].grid
    for sheet in found[1:]:
        between = lines[last.stop : sheet.grid.first]
        if _names_a_table(between, span, headers) or not _goes_on(heading, sheet):
            break
        last = sheet.grid
    rest = lines[last.stop : span.stop]
    left = split_body(table, rest).lines
    # A row without figures is one cell in a sheet, and so a line: 合计.
    first = left[0].compact if left else ""
    if not left or heading.known.is_row(first) or heading.known.is_line(first):
        return span.stop
    # A line that a caption or a note shares is there in part: its number tells it.
    number = left[0].number
    return next(at for at in range(last.stop, span.stop) if lines[at].number == number)


def _names_a_table(between: Sequence[Line], span: Span, headers: frozenset[str]) -> bool:
    """A line between two grids is the title of another table."""
    return any(
        wording().titles.any.search(line.compact)
        and not is_note(line.compact)
        and not wording().titles.form_number.fullmatch(line.compact)
        and line.compact not in span.title
        and line.compact not in headers
        for line in between
    )


def _goes_on(heading: Heading, sheet: Sheet) -> bool:
    """The sheet's rows are rows of the table: it has no heading of its own."""
    going = sheet.under(heading)
    # Where cells have no places, rows of the table in other columns are read as text.
    if going is None and sheet.grid.is_measured:
        return False
    heading = going[0] if going else heading
    known = heading.known
    if going and known.table.paths:
        return True  # any name may be that of a row
    strange = 0
    for row in sheet.rows:
        texts = row.texts
        coded = any(known.leading_code(text)[0] for text in texts)
        named = any(known.is_line(text) for text in texts)
        spilled = len(texts) == 1 or all(is_number(text) for text in texts)
        strange += not (coded or named or spilled or is_count(texts) or heading.repeats(row))
    return 2 * strange < max(len(sheet.rows), 2)


def _is_account(grid: Grid, lines: Sequence[Line], *, was_inside: bool) -> bool:
    """A table of the accounts, though none of the known ones.

    One that stands behind an official table is one where it holds an amount, and one in a
    workbook where it holds several: no prose with small tables of its own stands there.
    """
    text = "".join(line.compact for line in lines[grid.first : grid.stop])
    amounts = sum(is_number(cell.bare) and bool({*cell.bare} & {".", ","}) for cell in grid.cells)
    is_account = bool(grid.row) or any(word in text for word in wording().titles.account_words)
    above = lines[max(grid.first - HEADING_LINES, 0) : grid.first]
    is_known = was_inside or any(map(is_other, above))
    return bool(is_known and amounts) or (is_account and amounts >= _FEWEST_AMOUNTS)


def _left_behind(table: Table, lines: Sequence[Line]) -> Iterator[Problem]:
    """Rows of a ruled table that go on without ruling, with its heading printed again."""
    rows = [line for line in lines if recogniser(table).is_row(line.compact)]
    for line in rows:
        for token in tokenize([line]):
            if token.kind == "number" and token.is_like_amount:
                yield at_token(problem("unplaced.behind"), table.key, token)
