"""The frame `form_notes`: the formulas of tables' notes, and which identity states the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
import pandas as pd
from msgspec.structs import replace

from juesuan.catalogue import tables
from juesuan.catalogue.problems import Problem, problem
from juesuan.identities.addition import Sum
from juesuan.identities.suites import sums
from juesuan.narrative.form_notes import LINE, FormNote
from juesuan.schema import from_records
from juesuan.tables.reading import TableReading

# A line by side and key, or a column by its measure.
Term = tuple[str | None, str]


class ComparedNote(msgspec.Struct, frozen=True):
    """A note, the identity that states the same (`same`), or one of other parts (`other`)."""

    note: FormNote
    same: Sum | None
    other: Sum | None


def compared(notes: Iterable[FormNote], read: Iterable[TableReading]) -> Iterator[ComparedNote]:
    """Each note beside the identity of the suites that is about the same total.

    Parts that the table does not print make no difference, nor do lines without a name.
    """
    readings = {reading.key: reading for reading in read if reading.status != "duplicate"}
    for note in notes:
        terms = _terms(note, readings[note.table]) if note.table in readings else {}
        total = terms.get(note.total)
        stated = {terms[n]: sign for n, sign in note.parts if n in terms}
        same = other = None
        about = (each for each in sums() if total and _is_total(each, note, total))
        for identity in about:
            ours = _ours(identity, terms.values())
            same = identity if ours == stated else same
            other = other or (identity if ours and ours != stated else None)
        yield ComparedNote(note, same, None if same else other)


def _terms(note: FormNote, reading: TableReading) -> dict[int, Term]:
    """What the numbers of a table's lines or columns stand for."""
    if note.axis == LINE:
        return {row.line: (row.side, row.key) for row in reading.rows if row.line and row.key}
    if tables()[note.table].shape == "components":
        return _components(note)
    return {at: (None, name) for at, name in enumerate(reading.measures, start=1)}


def _components(note: FormNote) -> dict[int, Term]:
    """The components by their columns, in the form in which the formula is about one measure."""
    wanted = {note.total, *(number for number, _ in note.parts)}
    for form in tables()[note.table].forms:
        columns = {at: name.partition(".") for at, name in enumerate(form.columns, start=1)}
        if wanted <= columns.keys() and len({columns[at][2] for at in wanted}) == 1:
            return {at: (None, columns[at][0]) for at in wanted}
    return {}


def _is_total(identity: Sum, note: FormNote, total: Term) -> bool:
    chosen = identity.total
    if identity.bound or any(part.table != note.table for part in (chosen, *identity.parts)):
        return False
    if identity.by == "row":
        return note.axis != LINE and chosen.measure == total[1]
    return chosen.side in (None, total[0]) and chosen.measure is None and chosen.lines == total[1:]


def _ours(identity: Sum, printed: Iterable[Term]) -> Mapping[Term, int]:
    """The parts of an identity that the table prints, with their signs."""
    found: dict[Term, int] = {}
    for part in identity.parts:
        for side, key in printed:
            named = (part.measure,) if identity.by == "row" else part.lines
            if part.side in (None, side) and _is_named(key, named):
                found[side, key] = part.weight
    return found


def _is_named(key: str, named: Iterable[str | None]) -> bool:
    """A key is one of the names, or begins like one that ends in `*`."""
    return any(
        key.startswith(name[:-1]) if name.endswith("*") else key == name
        for name in named
        if name is not None
    )


def form_notes_frame(document_id: str, notes: Iterable[ComparedNote]) -> pd.DataFrame:
    """One row a formula that was read."""
    read = (each for each in notes if each.note.parts)
    return from_records(
        "form_notes",
        (
            {
                "document_id": document_id,
                "number": number,
                "table": each.note.table,
                "formula": each.note.formula,
                "axis": each.note.axis,
                "total": each.note.total,
                "parts": each.note.added,
                "identity": each.same.name if each.same else None,
                "differs_from": each.other.name if each.other else None,
                "page": each.note.page,
                "row": each.note.row,
            }
            for number, each in enumerate(read, start=1)
        ),
    )


def of_form_notes(notes: Iterable[ComparedNote]) -> Iterator[Problem]:
    """Formulas that cannot be read, and those of other parts than the known identity."""
    for each in notes:
        if not each.note.parts:
            yield _at(each.note, problem("note_not_read", formula=each.note.formula))
        elif each.other:
            formula, ours = each.note.formula, each.other.formula
            yield _at(each.note, problem("note_differs", formula=formula, identity=ours))


def _at(note: FormNote, said: Problem) -> Problem:
    return replace(said, table=note.table, page=note.page, row=note.row, found=note.formula)
