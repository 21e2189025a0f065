"""A document that was read: its frames, its views, a repr that says what holds."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pandas as pd

from juesuan.catalogue import CHECKED
from juesuan.catalogue.faults import Fault, fault
from juesuan.catalogue.remarks import Twofold, Value
from juesuan.catalogue.terms import MEASURES
from juesuan.errors import Inconsistent, NeedsReview, NotAFinalAccount, TableNotRecognised
from juesuan.frames.document_frames import DocumentFrames
from juesuan.frames.document_reading import Reading
from juesuan.frames.named import frame_named, labelled, table_or_frame
from juesuan.frames.where import Where, picked
from juesuan.frames.wide import Named, equip, frame_attributes, table_view, views
from juesuan.identities.corrections import Correction, as_corrected, read_corrections
from juesuan.identities.gate import refusing
from juesuan.measures.measured import Measured, measured
from juesuan.origin.describe import describe
from juesuan.origin.kinds import tables_attached
from juesuan.origin.refuse import refuse_others
from juesuan.origin.strangers import refuse_strangers
from juesuan.readers import Source
from juesuan.readers.given import Given, given_sources
from juesuan.readers.joined import joined
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.ocr import checked_mode
from juesuan.schema import concatenate, trimmed
from juesuan.schema.plain_rows import plain_rows
from juesuan.tables.read_tables import read_tables

if TYPE_CHECKING:
    from PIL.Image import Image

    from juesuan.figures.accessor import Figures
    from juesuan.show.sheet import Sheet
    from juesuan.show.summary import Summary


class Document(Named, Measured):
    """The final accounts of one department or unit for one year.

    Every attribute named like a frame of the contract is that frame (`doc.amounts`); those named
    like a table are its wide view in 万元 (`doc.expenditure`). Each is the caller's own: edits do
    not reach the document.
    """

    def __init__(self, reading: Reading) -> None:
        self.source = reading.source
        self.corrections = reading.corrections
        self.origin = reading.origin
        self.document_id = reading.document_id
        self._frames = DocumentFrames(reading)

    def __repr__(self) -> str:
        from juesuan.show.text_summary import described

        return described(self._summary)

    def _repr_html_(self) -> str:
        from juesuan.show.html_summary import document_html

        return document_html(self._summary)

    @property
    def _summary(self) -> Summary:
        from juesuan.show.summary import SUMMARISED, summarise

        return summarise({name: self._frames[name] for name in SUMMARISED})

    def show(self, name: str) -> Sheet:
        """A table in its official form's layout, figures as printed, or a frame without blanks.

        `name` is a table's key (`expenditure`) or a frame's name (`verdicts`). A notebook shows
        the result as a table, a terminal as text; titles as printed are names too. Raises
        `UnknownName`.
        """
        from juesuan.show.any_frame import any_frame
        from juesuan.show.official import officials

        owner = self.origin.title
        found, is_table = table_or_frame(name)
        if is_table:
            return next(officials([found], self._frames, owner))
        return any_frame(found, self.frame(found), owner)

    def show_clauses(self, line: int) -> Sheet:
        """What the grammar makes of the prose that begins on a printed line, clause by clause."""
        from juesuan.show.clauses_shown import clauses_shown

        return clauses_shown(self._frames["claims"], self._frames["paragraphs"], line)

    def frame(
        self,
        name: str,
        *,
        where: Where = None,
        columns: Sequence[str] | None = None,
        labels: str | None = None,
    ) -> pd.DataFrame:
        """A frame by name, or the rows and columns of it that are asked for.

        The names are those of `juesuan.FRAMES`, and `headline`, `staff` and `ratios`.

        `where` gives values by column, one or several ({"table": "expenditure", "level": "item"}),
        or is an expression of pyarrow.dataset; None stands for NA. `labels="zh"` puts the Chinese
        titles of the columns in place of their names, "en" the English ones. The frame is the
        caller's own: edits do not reach the document. Raises `UnknownName`, and `FrameError` for
        an unknown column.
        """
        found = frame_named(name)
        frames = self._frames
        whole = measured(found, self) if found in MEASURES else frames[found]
        rows = picked(found, whole, lambda: frames["documents"], where, columns).copy()
        return labelled(found, rows, labels)

    def table(self, name: str, *, level: str | None = None) -> pd.DataFrame:
        """The wide view of a table in 万元, by key or title ("支出决算表"): a row a code or line.

        It holds the rows of every level that is printed: 合计, 类, 款 and 项 each state the same
        money, so that the sum of a column counts it several times. Add up one level: "total",
        "class", "section", "item", or "line" for lines without a code. Raises `UnknownName`, and
        `UnknownChoice` for a level that the table does not have.
        """
        return table_view(self._frames["amounts"], name, level)

    def to_excel(self, target: str | Path | IO[bytes]) -> None:
        """Write a workbook: the official tables with live checks, and every frame as a sheet.

        Raises OSError where the file cannot be written, as when it is open in Excel.
        """
        from juesuan.workbook.document_book import write_workbook

        write_workbook(dict(self._frames), target)

    def show_page(self, number: int) -> Image:
        """Page `number` (1-based) of a PDF with the cells found, their tables and measures.

        Green figures are printed in their column, blue ones solved, orange ones ambiguous, red
        ones in no cell. Needs Pillow; raises `JuesuanError` for a medium without pages.
        """
        from juesuan.show.page_picture import show_page

        return show_page(self.source, self._frames.reading.tables_read, number)

    def crop(self, what: int | Mapping[Any, Any] | pd.Series[Any]) -> Image:
        """The part of a PDF's page where a finding or an amount stands, with its place marked.

        `what` is the `rank` of a finding, or a row of `findings` or `amounts`. What it is about is
        orange, what takes part blue. Raises `NoPage` for another medium and for what is of no
        page, `UnknownChoice` where there is no such finding.
        """
        from juesuan.readers.seen_figures import seen_figures
        from juesuan.show.on_pages import crop_of

        seen = seen_figures(self.source)
        return crop_of(what, self._frames, self.source.data, self.source.name, seen)

    def annotate(self, target: str | Path | IO[bytes]) -> None:
        """Write the PDF with each finding at its place, as a highlight and a note.

        Any viewer of PDF files shows them; the pages themselves stay as they are. Raises `NoPage`
        for another medium, and OSError where the file cannot be written.
        """
        from juesuan.show.on_pages import annotated

        annotated(self._frames, self.source.data, self.source.name, target)

    def report(self, target: str | Path) -> None:
        """Write a page (.html) with the findings where they stand, the tables and the identities.

        It needs no network. Raises OSError where the file cannot be written.
        """
        from juesuan.show.addresses import Links, address
        from juesuan.show.document_page import document_page

        source = str(self._frames["documents"]["source"].iloc[0])
        # A name of bytes may be longer than any path, which pathlib calls an error.
        there = os.path.isfile(source)  # noqa: PTH113
        found = address(source, Path(target).parent) if there else None
        text = document_page(dict(self._frames), self.source.data, Links(found))
        Path(target).write_text(text, encoding="utf-8", newline="\n")

    def notice(self, target: str | Path | IO[bytes]) -> None:
        """Write a Word file (.docx) with the findings by weight, to hand on to who reports.

        Raises OSError where the file cannot be written.
        """
        from juesuan.show.notice import write_notice

        frames = self._frames
        write_notice(frames["documents"].iloc[0], frames["findings"], target)

    def check(self, *, raise_on: str | Sequence[str] = (), corrected: bool = False) -> pd.DataFrame:
        """The verdicts; with `raise_on="inconsistent"` an error where one does not hold.

        `raise_on` is "inconsistent", "rounding" or "not_checked", or several of them. With
        `corrected`, every correction is taken for the printed amount. Raises `Inconsistent`, and
        `UnknownChoice` for another word.
        """
        refused = refusing(raise_on)
        verdicts = self._frames["verdicts"]
        if corrected and self.corrections:
            from juesuan.identities.diagnosis import checked

            given = self._frames.checked
            verdicts, _ = checked(given | {"amounts": as_corrected(given["amounts"])}, own=True)
        return refused(verdicts, self.source.name).copy()

    @property
    def figures(self) -> Figures:
        """The document's figures: `doc.figures.structure()` and others, made with plotly."""
        from juesuan.figures.accessor import Figures

        return Figures(self)


equip(Document, frame_attributes(Document.frame))
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
        given = [document._frames.checked for document in alone]  # noqa: SLF001 - of this module
        stacked = {name: concatenate(name, [each[name] for each in given]) for name in CHECKED}
        if corrected:
            stacked["amounts"] = as_corrected(stacked["amounts"])
        together = checked(stacked, own=True)
        for document in documents:
            mine = (frame[frame["document_id"] == document.document_id] for frame in together)
            verdicts, suspects = (trimmed(frame) for frame in mine)
            document._frames.diagnosed = (verdicts, suspects)  # noqa: SLF001
    return [dict(document._frames) for document in documents]  # noqa: SLF001


def read(
    source: Given | Sequence[Given],
    *,
    name: str | None = None,
    strict: bool = False,
    corrections: str | Path | Sequence[Correction] = (),
    limits: Limits = DEFAULT_LIMITS,
    ocr: str | None = None,
) -> Document:
    """Read an account or a budget from a path, bytes or a binary file, or from its several parts.

    Parts, such as two pages and a workbook of tables, are read as one document in their order;
    `PartsDiffer` is raised where they name two organizations or years.

    `name` says what to call bytes in messages. With `strict`, what a person has to look at raises:
    a table in doubt `TableNotRecognised`, another problem that is no note `NeedsReview`, a check
    that fails `Inconsistent`. `corrections` is a file of known errors (see
    `juesuan.identities.corrections`), which adds corrected amounts beside the printed ones.
    `limits` bound time and memory for files made to exhaust them.

    `ocr` says which pages are recognised from their picture: "auto" those that have no text, text
    that a program recognised, or text whose signs are none; "never" none, "force" all of them.
    Unless given it is what the variable JUESUAN_OCR says, else "auto". It needs the extra `ocr`;
    "auto" without it leaves such pages unread and says so, and "force" raises `MissingExtra`.

    The reader is chosen by the file's content, not by its name. Raises `UnreadableDocument` (no
    text in it), `ScannedDocument` (pages without a text layer) and `NotAFinalAccount` (the account
    of a whole government, another report, or neither an official table nor the prose of a final
    account or a budget).
    """
    known = read_corrections(corrections) if isinstance(corrections, (str, Path)) else corrections
    document = document_of(given_sources(source, name, limits, checked_mode(ocr)), known)
    if strict:
        _be_strict(document)
    return document


def document_of(parts: Sequence[Source], corrections: Sequence[Correction] = ()) -> Document:
    """The document that sources make up, in their order. Raises as `read` does."""
    _refuse_exports(parts)
    refuse_strangers(parts)
    text, origin = joined(parts), describe(*parts)
    tables_read = read_tables(
        text, origin.kind, attached=len(parts) == 1 and tables_attached(text.lines)
    )
    refuse_others(text, origin, has_tables=bool(tables_read.spans))
    return Document(Reading(text, tables_read, origin, tuple(corrections)))


def _refuse_exports(parts: Sequence[Source]) -> None:
    """A workbook that juesuan wrote is no published account: its figures are read already."""
    for part in parts:
        sheets = {line.printed for line in part.lines if line.names_sheet}
        if sheets and _is_export(sheets):
            raise NotAFinalAccount(fault("own_workbook"), source=part.name)


def _is_export(sheets: set[str]) -> bool:
    # Loading what writes workbooks takes longer than reading a text.
    from juesuan.workbook.vocabulary import is_export

    return is_export(sheets)


def _be_strict(document: Document) -> None:
    """Raise at the weightiest finding that is more than a note; tables that are in doubt first."""
    found = document.findings
    grave = found[found["severity"].ne("note")]
    tables = document.problems.query("table.notna() and severity != 'note'")
    for rows, error in (
        (tables, TableNotRecognised),
        (grave[grave["identity"].isna()], NeedsReview),
        (grave, Inconsistent),
    ):
        for row in plain_rows(rows.head(1)):
            place = {"line": row["row"], "page": row["page"]}
            raise error(_refused(row), source=document.source.name, **place)


def _refused(row: Mapping[Any, Any]) -> Fault:
    """What the row of a finding or problem says."""
    given: dict[str, Value] = {"said": Twofold(row["message"], row["message_zh"])}
    loosely = fault("read_loosely")
    given["advice"] = Twofold(row["hint"], row["hint_zh"]) if row["hint"] else loosely
    if said := row.get("found"):
        return fault("strict_found", found=said, **given)
    return fault("strict", **given)
