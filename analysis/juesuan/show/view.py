"""Rows of any frame for the eye: the columns asked for, figures rounded, keys as words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from juesuan.catalogue import frames
from juesuan.catalogue.headline_wording import headline_wording
from juesuan.catalogue.sayings import say
from juesuan.catalogue.value_words import words_of
from juesuan.language import options
from juesuan.show.absence import Sentence

_DECIMALS = 2


def view(
    frame: pd.DataFrame, columns: Sequence[str] | None = None, *, upright: bool = False
) -> pd.DataFrame | Sentence:
    """Rows as a notebook shows them, or a sentence where there is none.

    `columns` are those to show; by default all but `document_id`, exact amounts beside those in
    万元, and what is blank. `upright` shows a row downwards. Figures have two decimals at the most
    and blank cells are blank. In Chinese, columns and the keys in them have their words. What is
    shown is text: calculate with the frame.
    """
    chosen = list(columns) if columns is not None else _worth_showing(frame)
    if frame.empty or not chosen:
        return Sentence(say("nothing_to_view"))
    name = _name_of(frame)
    told = [_texts(name, column, frame) for column in chosen]
    shown = pd.DataFrame(dict(enumerate(told)), index=range(1, len(frame) + 1))
    shown.columns = pd.Index([_title(name, column) for column in chosen])
    return shown.T if upright else shown


def _worth_showing(frame: pd.DataFrame) -> list[str]:
    filled = [str(column) for column in frame if frame[column].notna().any()]
    exact = {column for column in filled if column.removesuffix("_fen") in filled}
    exact = {column for column in exact if column.endswith("_fen")}
    return [column for column in filled if column not in {*exact, "document_id"}]


def _name_of(frame: pd.DataFrame) -> str | None:
    """The frame of the contract with most columns, of those whose columns are all here."""
    there = set(map(str, frame.columns))
    columns = {name: {column.name for column in entry.columns} for name, entry in frames().items()}
    found = [name for name, own in columns.items() if own <= there]
    return max(found, key=lambda name: len(columns[name]), default=None)


def _title(name: str | None, column: str) -> str:
    if options.language != "zh":
        return column
    own = frames()[name].labels("zh").get(column) if name else None
    return own or headline_wording().title(column) or column


def _texts(name: str | None, column: str, frame: pd.DataFrame) -> list[str]:
    values = frame[column]
    if pd.api.types.is_float_dtype(values):
        return _figures(values)
    plain: list[Any] = values.astype(object).where(values.notna(), None).tolist()
    if name and options.language == "zh" and _is_key(name, column):
        words = words_of(name, column)
        plain = [value if value is None else words.word(value) for value in plain]
    return ["" if value is None else str(value) for value in plain]


def _figures(values: pd.Series[Any]) -> list[str]:
    """Figures with the decimals that the column needs."""
    rounded = [None if pd.isna(value) else round(float(value), _DECIMALS) for value in values]
    needed = [len(f"{value:.2f}".rstrip("0").partition(".")[2]) for value in rounded if value]
    decimals = max(needed, default=0)
    return ["" if value is None else f"{value:,.{decimals}f}" for value in rounded]


def _is_key(name: str, column: str) -> bool:
    types = {entry.name: entry.type for entry in frames()[name].columns}
    return types.get(column) == "key"
