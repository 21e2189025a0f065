"""Which rows are wanted: plain words of an analyst as an expression that Arrow understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from juesuan.catalogue.choice import chosen, near
from juesuan.catalogue.faults import fault
from juesuan.catalogue.terms import LEVELS, PLACEMENTS, SIDES, STATUSES, VERDICTS
from juesuan.errors import FrameError
from juesuan.frames.named import table_named
from juesuan.schema.arrow import schema
from juesuan.schema.make import trimmed

# column → a value, or several of which one is enough; None stands for NA
Where: TypeAlias = "Mapping[str, Any] | pc.Expression | None"
# What finds the documents that have some properties.
Lookup: TypeAlias = Callable[[pc.Expression], "pa.Array"]

_DOCUMENTS = "documents"
_ROW = "__row__"
# Columns whose words are known: one that is not among them is a slip, and no row has it.
_WORDS: Mapping[str, tuple[str, ...]] = {
    "level": LEVELS,
    "placement": PLACEMENTS,
    "side": SIDES,
    "status": STATUSES,
    "verdict": VERDICTS,
}


def expression(name: str, where: Where, lookup: Lookup) -> pc.Expression | None:
    """What `where` means for a frame; None where it says nothing.

    A column that the frame does not have, but `documents` has, speaks of the document
    (`organization`, `fiscal_year`, `kind` …); `documents.kind` says so where the frame has a column
    of the same name. Raises `FrameError` for a column that neither has and a value that is nothing
    of the column's kind, `UnknownName` for a table and `UnknownChoice` for a verdict, a level, a
    side … that does not exist.
    """
    if not isinstance(where, Mapping):
        return _fitting(name, where)
    found: list[pc.Expression] = []
    about: list[pc.Expression] = []
    for column, value in where.items():
        frame, own = _owner(name, column)
        (found if frame == name else about).append(_test(frame, own, value))
    if about:
        found.append(pc.field("document_id").isin(lookup(_all(about))))
    return _all(found) if found else None


def _fitting(name: str, where: pc.Expression | None) -> pc.Expression | None:
    """An expression that the frame's columns can answer."""
    if where is None:
        return None
    try:
        schema(name).empty_table().filter(where)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, TypeError) as error:
        raise FrameError(fault("cannot_ask", name=name, where=where, error=error)) from None
    return where


def both(one: pc.Expression | None, other: pc.Expression | None) -> pc.Expression | None:
    """What both expressions mean."""
    given = [each for each in (one, other) if each is not None]
    return _all(given) if given else None


def picked(
    name: str,
    frame: pd.DataFrame,
    documents: Callable[[], pd.DataFrame],
    where: Where = None,
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The rows and columns of a frame that are asked for; rows are numbered anew.

    `documents` gives that frame, where `where` speaks of it. Raises as `expression` and
    `columns_of` do.
    """
    wanted = columns_of(name, columns)
    asked = expression(name, where, lambda test: _ids(documents(), test))
    if asked is not None:
        frame = trimmed(frame.iloc[_rows(name, frame, asked)])
    return frame if columns is None else frame[wanted]


def columns_of(name: str, columns: Sequence[str] | None) -> list[str]:
    """The columns of a frame that are asked for, all of them by default.

    Raises `FrameError` for one that the frame does not have.
    """
    known = schema(name).names
    wanted = [columns] if isinstance(columns, str) else known if columns is None else list(columns)
    for column in wanted:
        if column not in known:
            raise FrameError(
                fault(
                    "no_column",
                    name=name,
                    column=column,
                    near=near(str(column), known),
                    known=tuple(known),
                )
            )
    return wanted


def _rows(name: str, frame: pd.DataFrame, test: pc.Expression) -> np.ndarray[Any, Any]:
    table = pa.Table.from_pandas(frame, schema=schema(name), preserve_index=False)
    numbered = table.append_column(_ROW, pa.array(np.arange(len(frame))))
    found: np.ndarray[Any, Any] = numbered.filter(test).column(_ROW).to_numpy()
    return found


def _ids(documents: pd.DataFrame, test: pc.Expression) -> pa.Array:
    ids = documents["document_id"].iloc[_rows(_DOCUMENTS, documents, test)]
    return pa.array(ids, type=pa.large_string())


def _all(tests: list[pc.Expression]) -> pc.Expression:
    found = tests[0]
    for test in tests[1:]:
        found = found & test
    return found


def _several(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes))


def _owner(name: str, column: str) -> tuple[str, str]:
    """The frame that a column is looked up in: the frame's own comes first."""
    table, _, own = column.rpartition(".")
    for frame in (table,) if table else (name, _DOCUMENTS):
        if frame in (name, _DOCUMENTS) and own in schema(frame).names:
            return frame, own
    mine, of_documents = schema(name).names, schema(_DOCUMENTS).names
    raise FrameError(
        fault(
            "neither_has_column",
            name=name,
            column=column,
            near=near(own, dict.fromkeys((*mine, *of_documents))),
            mine=tuple(mine),
            others=tuple(of_documents),
        )
    )


def _test(name: str, column: str, value: Any) -> pc.Expression:
    """Whether a column holds a value, or one of several; None is NA."""
    kind = schema(name).field(column).type
    values = list(value) if _several(value) else [value]
    given = [_word(column, each) for each in values if not pd.isna(each)]
    try:
        found = pc.field(column).isin(pa.array(given, type=kind))
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError) as error:
        raise FrameError(
            fault(
                "column_cannot_hold", value=value, column=column, name=name, kind=kind, error=error
            )
        ) from None
    return found | pc.field(column).is_null() if len(given) < len(values) else found


def _word(column: str, value: Any) -> Any:
    """A value as the column holds it: a table by its key, whatever it is called."""
    if column == "table":
        return table_named(value)
    return chosen(value, _WORDS[column], column) if column in _WORDS else value
