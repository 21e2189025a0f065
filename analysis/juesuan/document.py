"""A document that was read: its frames, its views, a repr that says what holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pandas as pd

from juesuan.catalogue import CHECKED, FRAMES, tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.problems import Problem
from juesuan.catalogue.remarks import Remark
from juesuan.errors import NotAFinalAccount, TableNotRecognised
from juesuan.frames import performance_frames, problem_frame, prose_frames, table_frames
from juesuan.frames.kept import Kept
from juesuan.frames.named import frame_named, table_or_frame
from juesuan.frames.where import Where, picked
from juesuan.frames.wide import Named, equip, table_view, views
from juesuan.identities.corrections import Correction, apply, as_corrected, read_corrections
from juesuan.identities.gate import refusing
from juesuan.narrative.changes import read_changes
from juesuan.narrative.claims import Claim, claims
from juesuan.narrative.code_names import CodeNames
from juesuan.narrative.details import Detail, read_details
from juesuan.narrative.execution import complete, read_execution
from juesuan.narrative.glossary import read_glossary
from juesuan.narrative.indicators import Indicator, read_indicators
from juesuan.narrative.key_work import read_key_work
from juesuan.narrative.mentions import contents, expenses, own_names, title_years
from juesuan.narrative.paragraphs import Paragraph, notes, outside, paragraphs
from juesuan.narrative.projects import Project, read_projects
from juesuan.narrative.prose import Passage, passages
from juesuan.narrative.self_evaluation import read_evaluation
from juesuan.narrative.units import read_units
from juesuan.origin.describe import Origin, describe, document_id
from juesuan.origin.kinds import tables_attached
from juesuan.origin.refuse import refuse_others
from juesuan.readers import Source, read_source
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.schema import concatenate, trimmed
from juesuan.tables.body import split_body
from juesuan.tables.read_tables import TablesRead, read_tables
from juesuan.tables.titles import listed_tables

if TYPE_CHECKING:
    from PIL.Image import Image

    from juesuan.figures.accessor import Figures
    from juesuan.show.sheet import Sheet
    from juesuan.show.summary import Summary


class Document(Named):
    """The final accounts of one department or unit for one year.

    Every attribute named like a frame of the contract is that frame (`doc.amounts`); those named
    like a table are its wide view in 万元 (`doc.expenditure`). Each is the caller's own: edits do
    not reach the document.
    """

    def __init__(
        self,
        source: Source,
        read: TablesRead,
        origin: Origin,
        corrections: Sequence[Correction] = (),
    ) -> None:
        self.source = source
        self.corrections = tuple(corrections)
        self.origin = origin
        self.document_id = document_id(origin, source.sha256)
        self._read = read

    def __repr__(self) -> str:
        from juesuan.show.text_summary import described

        return described(self._summary)

    def _repr_html_(self) -> str:
        from juesuan.show.html_summary import document_html

        return document_html(self._summary)

    @property
    def _summary(self) -> Summary:
        from juesuan.show.summary import SUMMARISED, summarise

        return summarise({name: self.frame(name) for name in SUMMARISED})

    def show(self, name: str) -> Sheet:
        """A table in its official form's layout, figures as printed, or a frame without blanks.

        `name` is a table's key (`expenditure`) or a frame's name (`verdicts`). A notebook shows
        the result as a table, a terminal as text; titles as printed are names too. Raises
        `UnknownName`.
        """
        from juesuan.show.any_frame import any_frame
        from juesuan.show.official import official

        owner = self.origin.title
        found, is_table = table_or_frame(name)
        if is_table:
            return official(found, self.amounts, self.rows, self.tables, owner)
        return any_frame(found, self._frame(found), owner)

    def frame(
        self, name: str, *, where: Where = None, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """A frame by name, one of `juesuan.FRAMES`, or the rows and columns that are asked for.

        `where` gives values by column, one or several ({"table": "expenditure", "level": "item"}),
        or is an expression of pyarrow.dataset; None stands for NA. The frame is the caller's own:
        edits do not reach the document. Raises `UnknownName`, and `FrameError` for an unknown
        column.
        """
        found = frame_named(name)
        frame = picked(found, self._frame(found), lambda: self._frame("documents"), where, columns)
        return frame.copy()

    def table(self, name: str, *, level: str | None = None) -> pd.DataFrame:
        """The wide view of a table in 万元, by key or title ("支出决算表"): a row a code or line.

        It holds the rows of every level that is printed: 合计, 类, 款 and 项 each state the same
        money, so that the sum of a column counts it several times. Add up one level: "total",
        "class", "section", "item", or "line" for lines without a code. Raises `UnknownName`, and
        `UnknownChoice` for a level that the table does not have.
        """
        return table_view(self._frame("amounts"), name, level)

    def _frame(self, name: str) -> pd.DataFrame:
        """The frame that is kept, for reading only."""
        kept: Kept = getattr(type(self), name)
        return kept.of(self)

    def to_excel(self, target: str | Path | IO[bytes]) -> None:
        """Write a workbook: the official tables with live checks, and every frame as a sheet.

        Raises OSError where the file cannot be written, as when it is open in Excel.
        """
        from juesuan.workbook.document_book import write_workbook

        write_workbook({name: self._frame(name) for name in FRAMES}, target)

    def show_page(self, number: int) -> Image:
        """Page `number` (1-based) of a PDF with the cells found, their tables and measures.

        Green figures are printed in their column, blue ones solved, orange ones ambiguous, red
        ones in no cell. Needs Pillow; raises `JuesuanError` for a medium without pages.
        """
        from juesuan.show.page_picture import show_page

        return show_page(self.source, self._read, number)

    @Kept
    def documents(self) -> pd.DataFrame:
        """The one row about this document, with counts."""
        others = {name: self._frame(name) for name in ("tables", "amounts", "problems", "verdicts")}
        return table_frames.documents_frame(self._described, others)

    @Kept
    def tables(self) -> pd.DataFrame:
        """The official tables, missing ones included, and what became of their numbers."""
        return table_frames.tables_frame(self.document_id, self._read.tables)

    @Kept
    def rows(self) -> pd.DataFrame:
        """Every printed row of the tables, blank ones included."""
        return table_frames.rows_frame(self.document_id, self._read.tables)

    @Kept
    def amounts(self) -> pd.DataFrame:
        """Every amount printed in a table: `amount` in 万元, `amount_fen` exact."""
        return self._corrected[0]

    @cached_property
    def _corrected(self) -> tuple[pd.DataFrame, list[tuple[Correction, Remark]]]:
        year = self.origin.fiscal_year
        printed = table_frames.amounts_frame(self.document_id, self._read.tables, year)
        return apply(printed, self.corrections) if self.corrections else (printed, [])

    @Kept
    def three_public(self) -> pd.DataFrame:
        """The “三公” table: budget and actual of each component."""
        return table_frames.three_public_frame(self.amounts)

    @Kept
    def execution(self) -> pd.DataFrame:
        """Budget against actual in 万元: the total and each 项 that the prose explains."""
        items = read_execution(self._passages, self._claims, self._names.spelled)
        units = [table.unit_fen for table in self._read.tables if table.unit_fen]
        complete(items, self.source.lines, units[0] if units else 0)
        return prose_frames.execution_frame(self.document_id, items, self._names)

    @Kept
    def claims(self) -> pd.DataFrame:
        """Every quantity that the prose states, and which table's amount it restates."""
        return prose_frames.claims_frame(self.document_id, self._claims, self._names)

    @Kept
    def changes(self) -> pd.DataFrame:
        """The reasons given for changes, with their signed amounts in 万元."""
        changes = read_changes(self._passages, self._claims)
        return prose_frames.changes_frame(self.document_id, changes)

    @Kept
    def projects(self) -> pd.DataFrame:
        """The self-evaluated projects: budget, executed, scores, results."""
        return performance_frames.projects_frame("projects", self.document_id, self._projects)

    @Kept
    def evaluation(self) -> pd.DataFrame:
        """The self-evaluation of the department as a whole."""
        return performance_frames.projects_frame("evaluation", self.document_id, self._evaluation)

    @Kept
    def indicators(self) -> pd.DataFrame:
        """The indicators of the performance self-evaluation table."""
        return performance_frames.indicators_frame(self.document_id, self._indicators)

    @Kept
    def three_public_detail(self) -> pd.DataFrame:
        """The figures of the prose about the “三公” expenses, counts included."""
        return self._details("three_public_detail")

    @Kept
    def procurement(self) -> pd.DataFrame:
        """The figures about government procurement."""
        return self._details("procurement")

    @Kept
    def assets(self) -> pd.DataFrame:
        """The figures about state-owned assets."""
        return self._details("assets")

    @Kept
    def operating_cost(self) -> pd.DataFrame:
        """The figures about the operating cost of the administration (机关运行经费)."""
        return self._details("operating_cost")

    @Kept
    def key_work(self) -> pd.DataFrame:
        """The year's key work."""
        items = read_key_work(self._passages, self.source.lines)
        return performance_frames.key_work_frame(self.document_id, items)

    @Kept
    def glossary(self) -> pd.DataFrame:
        """The terms that the document defines."""
        terms = read_glossary(self._passages, self._names.resolve)
        return prose_frames.glossary_frame(self.document_id, terms)

    @Kept
    def units(self) -> pd.DataFrame:
        """The units in the scope of the accounts."""
        return prose_frames.units_frame(self.document_id, read_units(self._passages))

    @Kept
    def paragraphs(self) -> pd.DataFrame:
        """The prose, and the notes under the tables, with their section path."""
        return table_frames.paragraphs_frame(self.document_id, self._paragraphs)

    @Kept
    def problems(self) -> pd.DataFrame:
        """What a person should look at."""
        return problem_frame.problems_frame(self.document_id, self._problems())

    @Kept
    def mentions(self) -> pd.DataFrame:
        """Names, years and tables that the document mentions of itself."""
        lines, read_tables = self.source.lines, self._read.tables
        units = self.units
        others = units["name"][units["kind"].ne(lexicon().organizations.main)].dropna()
        printed = {
            row.code: row.name
            for table in read_tables
            if tables()[table.key].codes == "economic"
            for row in table.rows
            if row.code
        }
        titles = ((table.title, table.first_page, table.first_line) for table in read_tables)
        found = [
            *own_names(lines, self.origin.organization, others),
            *title_years(titles),
            *contents(listed_tables(lines, self._read.spans)),
            *expenses(self._passages, printed),
        ]
        return prose_frames.mentions_frame(self.document_id, found)

    @Kept
    def verdicts(self) -> pd.DataFrame:
        """One row for each check of each identity."""
        return self._diagnosed[0]

    def check(self, *, raise_on: str | Sequence[str] = (), corrected: bool = False) -> pd.DataFrame:
        """The verdicts; with `raise_on="inconsistent"` an error where one does not hold.

        `raise_on` is "inconsistent", "rounding" or "not_checked", or several of them. With
        `corrected`, every correction is taken for the printed amount. Raises `Inconsistent`, and
        `UnknownChoice` for another word.
        """
        refused = refusing(raise_on)
        found = self.verdicts
        if corrected and self.corrections:
            from juesuan.identities.diagnosis import checked

            given = self._checked()
            found, _ = checked(given | {"amounts": as_corrected(given["amounts"])})
        return refused(found, self.source.name)

    @Kept
    def suspects(self) -> pd.DataFrame:
        """The cells that may be wrong, likeliest first, where sums do not hold."""
        return self._diagnosed[1]

    @cached_property
    def _diagnosed(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        from juesuan.identities.diagnosis import checked

        return checked(self._checked())

    def _checked(self) -> dict[str, pd.DataFrame]:
        """The frames that identities are checked on; the document's own without its counts."""
        given = {name: self._frame(name) for name in CHECKED if name != "documents"}
        return {"documents": self._described, **given}

    @cached_property
    def _described(self) -> pd.DataFrame:
        return table_frames.described_frame(self.document_id, self.source, self.origin)

    @property
    def figures(self) -> Figures:
        """The document's figures: `doc.figures.structure()` and others, made with plotly."""
        from juesuan.figures.accessor import Figures

        return Figures(self)

    @cached_property
    def _passages(self) -> list[Passage]:
        return list(passages(self._paragraphs))

    @cached_property
    def _projects(self) -> list[Project]:
        return read_projects(self._passages)

    @cached_property
    def _evaluation(self) -> list[Project]:
        return [found] if (found := read_evaluation(self.source.lines, self._passages)) else []

    @cached_property
    def _indicators(self) -> list[Indicator]:
        return read_indicators(self.source.lines)

    @cached_property
    def _all_details(self) -> list[Detail]:
        return read_details(self._claims)

    def _details(self, name: str) -> pd.DataFrame:
        return performance_frames.details_frame(name, self.document_id, self._all_details)

    @cached_property
    def _claims(self) -> list[Claim]:
        return list(claims(self._passages, self.origin.organization))

    @cached_property
    def _names(self) -> CodeNames:
        """The document's own functional codes and names."""
        pairs = (
            (row.code, row.name)
            for table in self._read.tables
            if tables()[table.key].codes == "functional"
            for row in table.rows
            if row.code
        )
        return CodeNames(pairs, self.origin.fiscal_year)

    @cached_property
    def _paragraphs(self) -> list[Paragraph]:
        """Prose between the tables' spans, and the notes inside them, in printed order."""
        spans = self._read.spans
        found = paragraphs(*outside(self.source.lines, spans))
        for span in spans:
            body = split_body(tables()[span.table], self.source.lines[span.start : span.stop])
            found.extend(notes(body.notes, span.table, span.title))
        return sorted(found, key=lambda paragraph: paragraph.first)

    def _problems(self) -> Iterator[Problem]:
        yield from problem_frame.of_source(self.source.remarks)
        yield from problem_frame.of_corrections(self._corrected[1])
        yield from self.origin.doubts
        yield from problem_frame.of_claims(self._claims)
        yield from problem_frame.of_projects((*self._projects, *self._evaluation))
        yield from problem_frame.of_indicators(self._indicators)
        if not self._indicators and self.key_work.empty:
            yield from problem_frame.of_passages(self._passages)
        yield from problem_frame.of_paragraphs(self._paragraphs)
        yield from self._read.problems
        yield from (problem for table in self._read.tables for problem in table.problems)


equip(Document, views(Document.table))


def frames_of(
    documents: Sequence[Document], *, corrected: bool = False
) -> list[dict[str, pd.DataFrame]]:
    """All frames of several documents, whose identities are checked together: much faster.

    With `corrected`, corrections count for the printed amounts.
    """
    from juesuan.identities.diagnosis import checked

    alone = list({document.document_id: document for document in documents}.values())
    if len(alone) > 1 or corrected:
        given = [document._checked() for document in alone]  # noqa: SLF001 - of this module
        stacked = {name: concatenate(name, [each[name] for each in given]) for name in CHECKED}
        if corrected:
            stacked["amounts"] = as_corrected(stacked["amounts"])
        together = checked(stacked)
        for document in documents:
            mine = (frame[frame["document_id"] == document.document_id] for frame in together)
            verdicts, suspects = (trimmed(frame) for frame in mine)
            document.__dict__["_diagnosed"] = (verdicts, suspects)
    return [{name: document._frame(name) for name in FRAMES} for document in documents]  # noqa: SLF001


def read(
    source: str | Path | bytes | IO[bytes],
    *,
    name: str | None = None,
    strict: bool = False,
    corrections: str | Path | Sequence[Correction] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read a final account from a path, bytes or a binary file.

    `name` says what to call bytes in messages. With `strict` the first problem that touches a
    number raises `TableNotRecognised`. `corrections` is a file of known errors (see
    `juesuan.identities.corrections`), which adds corrected amounts beside the printed ones.
    `limits` bound time and memory for files made to exhaust them.

    The reader is chosen by the file's content, not by its name. Raises `UnreadableDocument` (no
    text in it), `ScannedDocument` (pages without a text layer) and `NotAFinalAccount` (a budget,
    the account of a whole government, another report, or neither an official table nor the prose
    of a final account).
    """
    data, called = _bytes(source)
    text = read_source(data, name or called, limits)
    _refuse_export(text)
    origin = describe(text)
    tables_read = read_tables(text, attached=tables_attached(text.lines))
    refuse_others(text, origin, has_tables=bool(tables_read.spans))
    if strict:
        _be_strict(tables_read, text.name)
    known = read_corrections(corrections) if isinstance(corrections, (str, Path)) else corrections
    return Document(text, tables_read, origin, known)


def _bytes(source: str | Path | bytes | IO[bytes]) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, "bytes"
    if isinstance(source, (str, Path)):
        return Path(source).read_bytes(), str(source)
    return source.read(), str(getattr(source, "name", "file"))


def _refuse_export(source: Source) -> None:
    """A workbook that juesuan wrote is no published account: its figures are read already."""
    from juesuan.workbook.vocabulary import is_export

    if is_export({line.printed for line in source.lines if line.names_sheet}):
        raise NotAFinalAccount(
            "this workbook was written by juesuan, it is no published account",
            source=source.name,
            hint="juesuan.read_workbook gives its frames; read the account that it was made from.",
        )


def _be_strict(read_: TablesRead, name: str) -> None:
    for table in read_.tables:
        for found in table.problems:
            raise TableNotRecognised(
                f"{found.message} ({found.found})" if found.found else found.message,
                source=name,
                line=found.row,
                page=found.page,
                hint=found.hint or "Read without strict=True to keep what is right.",
            )
