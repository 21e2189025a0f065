"""What was read of a document: its source, its tables, its prose, each part read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from juesuan.catalogue import tables
from juesuan.catalogue.disclosure import ledger
from juesuan.catalogue.problems import Problem
from juesuan.frames import problem_frame
from juesuan.frames.note_frame import ComparedNote, compared, of_form_notes
from juesuan.frames.other_years import of_years
from juesuan.frames.repeated_text import of_repeated
from juesuan.identities.corrections import Correction, Stale
from juesuan.narrative.claim import Claim
from juesuan.narrative.claims import claims
from juesuan.narrative.code_names import CodeNames
from juesuan.narrative.conservation import Number, Place, of_margins, of_prose, of_tables
from juesuan.narrative.details import Detail, read_details
from juesuan.narrative.execution import Execution, incomplete, read_items
from juesuan.narrative.form_notes import read_form_notes
from juesuan.narrative.indicators import Indicator, read_indicators
from juesuan.narrative.key_work import KeyWork, key_work_rows, read_key_work
from juesuan.narrative.paragraphs import Paragraph, notes, outside, paragraphs
from juesuan.narrative.projects import Project, read_chapters, read_projects
from juesuan.narrative.prose import Passage, passages
from juesuan.narrative.prose_tables import ProseTable, kept_whole, prose_tables
from juesuan.narrative.self_evaluation import FlatTable, cell_lines, flat_tables, read_evaluation
from juesuan.origin.describe import Origin, document_id
from juesuan.readers.source import Line, Source
from juesuan.tables.body import split_body
from juesuan.tables.others.other_table import OtherTable
from juesuan.tables.read_tables import TablesRead


class Reading(msgspec.Struct, frozen=True, dict=True):
    """The parts of a document, from which its frames are made."""

    source: Source
    tables_read: TablesRead
    origin: Origin
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def document_id(self) -> str:
        """The name of the document in every frame."""
        return document_id(self.origin, self.source.sha256)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the source."""
        return self.source.lines

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Prose between the tables' spans, and the notes inside them, in printed order."""
        spans = self.tables_read.spans
        lines, begins = self.outside
        inside = {line.number for table in self.prose_tables for line in table.lines}
        heads = {table.lines[0].number for table in self.prose_tables}
        found = paragraphs(lines, begins | heads, inside)
        for span in spans:
            body = split_body(span.form, self.lines[span.start : span.stop])
            found.extend(notes(body.notes, span.table, span.title))
        return sorted(found, key=lambda paragraph: paragraph.first)

    @cached_property
    def prose_tables(self) -> list[ProseTable]:
        """The tables that stand in the prose."""
        return prose_tables(self.outside[0])

    @cached_property
    def others(self) -> list[OtherTable]:
        """The tables that no form knows: those of the pages, and those in the prose."""
        found = list(self.tables_read.others)
        numbers = {cell.line.number for table in found for cell in table.cells}
        mine = [t for t in self.prose_tables if not numbers & {row.line.number for row in t.rows}]
        units = [table.unit for table in self.tables_read.tables if table.unit]
        return [*found, *kept_whole(mine, units[0] if units else None)]

    @cached_property
    def outside(self) -> tuple[list[Line], set[int]]:
        """The lines that stand in no table, and the numbers of those behind one."""
        alone = [table.span for table in self.tables_read.others if table.span]
        return outside(self.lines, [*self.tables_read.spans, *alone])

    @cached_property
    def passages(self) -> list[Passage]:
        """The paragraphs in sentences."""
        return list(passages(self.paragraphs))

    @cached_property
    def claims(self) -> list[Claim]:
        """What the prose states."""
        return list(claims(self.passages, self.origin.organization, planned=self.origin.is_budget))

    @cached_property
    def details(self) -> list[Detail]:
        """The claims that have a frame of their own."""
        return read_details(self.claims)

    @cached_property
    def items(self) -> list[Execution]:
        """The totals and budget items that the prose speaks of."""
        return read_items(self.claims, self.names, self.origin.fiscal_year)

    @cached_property
    def projects(self) -> list[Project]:
        """The projects that were evaluated."""
        return read_projects(self.passages, self._chapters)

    @cached_property
    def _chapters(self) -> list[Project]:
        """What the appendix says of each project, and of the department as a whole."""
        return list(read_chapters(self.passages))

    @cached_property
    def evaluation(self) -> list[Project]:
        """The evaluation of the department as a whole: one or none."""
        found = read_evaluation(self._flat_tables, self._chapters, self.passages)
        return [found] if found else []

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The rows of the tables of self-evaluation."""
        return read_indicators(self._flat_tables)

    @cached_property
    def key_work(self) -> list[KeyWork]:
        """The year's key work."""
        return read_key_work(self.passages, self.lines)

    @cached_property
    def names(self) -> CodeNames:
        """The document's own functional codes and names."""
        return CodeNames(self.printed_names("functional"), self.origin.fiscal_year)

    def printed_names(self, system: str) -> Iterator[tuple[str, str]]:
        """Codes of a classification with their names, as the tables print them."""
        for table in self.tables_read.tables:
            if tables()[table.key].codes == system:
                yield from ((row.code, row.name) for row in table.rows if row.code)

    @cached_property
    def _flat_tables(self) -> list[FlatTable]:
        return list(flat_tables(self.lines))

    def _flattened(self) -> Iterator[range]:
        """The rows of the flattened tables in the prose that were read."""
        for table in self._flat_tables:
            own = range(table.row, table.lines[-1].row + 1)
            if rows := [each.row for each in self.indicators if each.row in own]:
                yield range(table.row, max(rows) + 1)
        if self.key_work:
            yield from key_work_rows(self.passages)

    @cached_property
    def prose_numbers(self) -> list[Number]:
        """Every number of the prose, and what it is."""
        return list(of_prose(self.passages, self.claims, self._cells))

    @cached_property
    def _cells(self) -> set[Place]:
        """The pages and rows of the cells of tables outside the official ones."""
        rows = tuple(self._flattened())
        flattened = (
            passage.paragraph.breaks
            for passage in self.passages
            if passage.is_table and any(passage.paragraph.row in known for known in rows)
        )
        lines = (
            *cell_lines(self._flat_tables),
            *(line for table in self.prose_tables for line in table.lines),
            *(cell.line for table in self.others for cell in table.cells),
        )
        places = ((page, row) for breaks in flattened for _, page, row in breaks)
        return {*places, *((line.page, line.row) for line in lines)}

    @cached_property
    def numbers(self) -> Counter[str]:
        """How many numbers the document prints of each kind; together they are all it prints."""
        tables = self.tables_read
        return (
            of_tables((each.numbers, each.status == "duplicate") for each in tables.tables)
            + of_margins(self.lines, tables.spans, self.outside[0], self._cells)
            + Counter(number.kind for number in self.prose_numbers)
        )

    @cached_property
    def form_notes(self) -> list[ComparedNote]:
        """The formulas of the tables' notes beside the identities that are known."""
        return list(compared(read_form_notes(self.paragraphs), self.tables_read.tables))

    def problems(self, stale: Iterable[Stale]) -> Iterator[Problem]:
        """What a person should look at; `stale` are the corrections that found no cell."""
        yield from problem_frame.of_source(self.source.remarks)
        yield from problem_frame.of_corrections(stale)
        yield from self.origin.doubts
        yield from problem_frame.of_claims(self.claims)
        year, planned = self.origin.fiscal_year, self.origin.is_budget
        yield from problem_frame.of_items(() if planned else incomplete(self.items))
        yield from of_years(self.claims, self.passages, year, planned=planned)
        yield from problem_frame.of_text(self.passages)
        yield from of_repeated(self.passages, self.claims)
        yield from problem_frame.of_projects((*self.projects, *self.evaluation))
        yield from problem_frame.of_indicators(self.indicators)
        yield from problem_frame.of_passages(self.passages, self._flattened())
        yield from of_form_notes(self.form_notes)
        yield from problem_frame.of_numbers(self.prose_numbers)
        yield from problem_frame.of_paragraphs(self.paragraphs)
        yield from self.tables_read.problems
        for table in self.tables_read.tables:
            early = (year or 0) < ledger().since.get(table.key, 0) and year is not None
            if not (early and table.status == "missing"):
                yield from table.problems
