"""The frames of one document, each made from its reading when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

import pandas as pd

from juesuan.catalogue import CHECKED, FRAMES
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import PRINTED
from juesuan.frames import performance_frames, problem_frame, prose_frames, table_frames
from juesuan.frames.disclosure_frame import disclosure_frame
from juesuan.frames.document_reading import Reading
from juesuan.frames.finding_frame import Found, find_causes, ranked
from juesuan.frames.note_frame import form_notes_frame
from juesuan.frames.printed_rows import printed_rows
from juesuan.frames.recognition import with_recognition
from juesuan.identities.corrections import Stale, apply
from juesuan.narrative.changes import read_changes
from juesuan.narrative.execution import complete, executed
from juesuan.narrative.glossary import read_glossary
from juesuan.narrative.mentions import contents, expenses, own_names, title_years
from juesuan.narrative.other_names import other_names
from juesuan.narrative.planned_items import read_plan
from juesuan.narrative.units import read_units
from juesuan.tables.titles import listed_tables


class DocumentFrames(Mapping[str, pd.DataFrame]):
    """The frames of the contract by name. Whoever takes one must not change it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            self._made[name] = _MAKERS[name](self.reading, self)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(FRAMES)

    def __len__(self) -> int:
        return len(FRAMES)

    @cached_property
    def checked(self) -> dict[str, pd.DataFrame]:
        """The frames that identities are checked on; `documents` without its counts."""
        given = {name: self[name] for name in CHECKED if name != "documents"}
        return {"documents": self.described, **given}

    @cached_property
    def described(self) -> pd.DataFrame:
        """The row of the frame `documents` without its counts."""
        reading = self.reading
        return table_frames.described_frame(reading.document_id, reading.source, reading.origin)

    @cached_property
    def diagnosed(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The frames `verdicts` and `suspects`; set where several documents are checked at once."""
        from juesuan.identities.diagnosis import checked

        return checked(self.checked, own=True)

    @cached_property
    def doubts(self) -> pd.DataFrame:
        """The frame `problems` without the findings that they belong to."""
        reading = self.reading
        problems = reading.problems(self.corrected[1])
        return problem_frame.problems_frame(reading.document_id, problems)

    @cached_property
    def found(self) -> Found:
        """The findings, and which verdicts and problems they stand for."""
        given = {"verdicts": self.diagnosed[0], "problems": self.doubts}
        given |= {name: self[name] for name in ("suspects", "claims", "amounts", "rows")}
        return find_causes(given, self.described["reader"].iloc[0])

    @cached_property
    def corrected(self) -> tuple[pd.DataFrame, list[Stale]]:
        """The frame `amounts` with its corrections, and those that found no cell."""
        reading = self.reading
        tables, year = reading.tables_read.tables, reading.origin.fiscal_year
        printed = table_frames.amounts_frame(reading.document_id, tables, year)
        return apply(printed, reading.corrections) if reading.corrections else (printed, [])


Maker = Callable[[Reading, DocumentFrames], pd.DataFrame]


def _execution(reading: Reading, _: DocumentFrames) -> pd.DataFrame:
    items = [] if reading.origin.is_budget else executed(reading.items)
    units = [table.unit_fen for table in reading.tables_read.tables if table.unit_fen]
    complete(items, reading.prose_tables, units[0] if units else 0)
    return prose_frames.execution_frame(reading.document_id, items, reading.names)


def _claims(reading: Reading, frames: DocumentFrames) -> pd.DataFrame:
    return prose_frames.claims_frame(
        reading.document_id,
        reading.claims,
        reading.names,
        reading.origin.fiscal_year,
        {table.key for table in reading.tables_read.tables if table.status in PRINTED},
        printed_rows(frames["rows"], frames["tables"]) if reading.origin.is_budget else None,
    )


def _plan(reading: Reading, _: DocumentFrames) -> pd.DataFrame:
    planned = reading.claims if reading.origin.is_budget else []
    year = reading.origin.fiscal_year
    items = read_plan(planned, reading.passages, reading.names, year)
    return prose_frames.plan_frame(reading.document_id, items, reading.names)


def _details(name: str, reading: Reading, _: DocumentFrames) -> pd.DataFrame:
    return performance_frames.details_frame(name, reading.document_id, reading.details)


def _mentions(reading: Reading, frames: DocumentFrames) -> pd.DataFrame:
    tables, units = reading.tables_read, frames["units"]
    others = units["name"][units["kind"].ne(lexicon().organizations.main)].dropna()
    titles = ((table.title, table.first_page, table.first_line) for table in tables.tables)
    every = [
        *own_names(reading.lines, reading.origin.organization, others),
        *other_names(reading.passages, reading.origin.organization, others),
        *title_years(titles),
        *contents(listed_tables(reading.lines, tables.spans, reading.origin.kind)),
        *expenses(reading.passages, dict(reading.printed_names("economic"))),
    ]
    return prose_frames.mentions_frame(reading.document_id, every)


_MAKERS: dict[str, Maker] = {
    "documents": lambda _, frames: table_frames.documents_frame(frames.described, frames),
    "tables": lambda read, _: table_frames.tables_frame(
        read.document_id, read.tables_read.tables, read.tables_read.others
    ),
    "rows": lambda read, _: table_frames.rows_frame(read.document_id, read.tables_read.tables),
    "amounts": lambda read, frames: with_recognition(read.source, frames.corrected[0], frames),
    "other_cells": lambda read, _: table_frames.other_cells_frame(read.document_id, read.others),
    "three_public": lambda _, frames: table_frames.three_public_frame(frames["amounts"]),
    "execution": _execution,
    "plan": _plan,
    "claims": _claims,
    "changes": lambda read, _: prose_frames.changes_frame(
        read.document_id, read_changes(read.claims), read.origin.fiscal_year
    ),
    "projects": lambda read, _: performance_frames.projects_frame(
        "projects", read.document_id, read.projects
    ),
    "evaluation": lambda read, _: performance_frames.projects_frame(
        "evaluation", read.document_id, read.evaluation
    ),
    "indicators": lambda read, _: performance_frames.indicators_frame(
        read.document_id, read.indicators
    ),
    "three_public_detail": partial(_details, "three_public_detail"),
    "procurement": partial(_details, "procurement"),
    "assets": partial(_details, "assets"),
    "operating_cost": partial(_details, "operating_cost"),
    "units": lambda read, _: prose_frames.units_frame(read.document_id, read_units(read.passages)),
    "key_work": lambda read, _: performance_frames.key_work_frame(read.document_id, read.key_work),
    "glossary": lambda read, _: prose_frames.glossary_frame(
        read.document_id, read_glossary(read.passages, read.names.resolve)
    ),
    "mentions": _mentions,
    "paragraphs": lambda read, _: table_frames.paragraphs_frame(read.document_id, read.paragraphs),
    "disclosure": lambda read, frames: disclosure_frame(
        read.document_id,
        read.passages,
        frames["tables"],
        read.origin.fiscal_year,
        planned=read.origin.is_budget,
    ),
    "form_notes": lambda read, _: form_notes_frame(read.document_id, read.form_notes),
    "numbers": lambda read, _: table_frames.numbers_frame(read.document_id, read.numbers),
    "problems": lambda _, frames: ranked(frames.doubts, frames.found.of_problems),
    "verdicts": lambda _, frames: ranked(frames.diagnosed[0], frames.found.of_verdicts),
    "findings": lambda _, frames: frames.found.frame,
    "suspects": lambda _, frames: frames.diagnosed[1],
}
