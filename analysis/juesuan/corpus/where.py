"""Which rows are wanted: plain words of an analyst as an expression that Parquet understands."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from juesuan.catalogue import frames
from juesuan.corpus.typed import schema
from juesuan.errors import FrameError

# column → a value, or several of which one is enough; None stands for NA
Where: TypeAlias = "Mapping[str, Any] | ds.Expression | None"
# (column, operator, value): all of them have to hold
Filters: TypeAlias = Iterable[tuple[str, str, Any]]
# What finds the documents that have some properties.
Lookup: TypeAlias = Callable[[ds.Expression], "pa.Array"]

_DOCUMENTS = "documents"


def expression(name: str, where: Where, filters: Filters, lookup: Lookup) -> ds.Expression | None:
    """What `where` and `filters` mean for a frame; None where both say nothing.

    A column that the frame does not have, but `documents` has, speaks of the document
    (`organization`, `fiscal_year`, `kind` …); `documents.kind` says so where the frame has a column
    of the same name. Raises `FrameError` for a column that neither has, an unknown operator and a
    value that is nothing of the column's kind.
    """
    found: list[ds.Expression] = []
    about: list[ds.Expression] = []
    given = where.items() if isinstance(where, Mapping) else ()
    tests = [(column, "in" if _several(value) else "==", value) for column, value in given]
    for column, sign, value in [*tests, *filters]:
        frame, own = _owner(name, column)
        test = _test(frame, own, sign, value)
        (found if frame == name else about).append(test)
    if about:
        found.append(ds.field("document_id").isin(lookup(_all(about))))
    if where is not None and not isinstance(where, Mapping):
        found.append(where)
    return _all(found) if found else None


def both(one: ds.Expression | None, other: ds.Expression | None) -> ds.Expression | None:
    """What both expressions mean."""
    given = [each for each in (one, other) if each is not None]
    return _all(given) if given else None


def _all(tests: list[ds.Expression]) -> ds.Expression:
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
    names = ", ".join(each.name for each in frames()[name].columns)
    of_documents = ", ".join(each.name for each in frames()[_DOCUMENTS].columns)
    raise FrameError(
        f"neither {name} nor documents has a column {column!r}",
        hint=f"{name} has {names}; documents has {of_documents}.",
    )


_SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _test(name: str, column: str, sign: str, value: Any) -> ds.Expression:
    field, kind = ds.field(column), schema(name).field(column).type
    try:
        if sign in ("in", "not in"):
            found = _among(field, kind, list(value))
            return found if sign == "in" else ~found
        if sign not in _SIGNS:
            signs = ", ".join([*_SIGNS, "in", "not in"])
            raise FrameError(f"there is no operator {sign!r} for {column}", hint=f"Use {signs}.")
        if pd.isna(value):
            return field.is_null() if sign in ("==", "=") else field.is_valid()
        found = _SIGNS[sign](field, pa.scalar(value, type=kind))
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError) as error:
        raise FrameError(
            f"{value!r} is nothing that the column {column} of {name} can hold ({kind}): {error}"
        ) from None
    # What is not there is something else than the value.
    return found | field.is_null() if sign == "!=" else found


def _among(field: ds.Expression, kind: pa.DataType, values: list[Any]) -> ds.Expression:
    known = [each for each in values if not pd.isna(each)]
    found = field.isin(pa.array(known, type=kind))
    return found | field.is_null() if len(known) < len(values) else found
