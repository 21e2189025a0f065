"""Rows of any frame for the eye: the columns asked for, figures rounded, keys as words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from juesuan.catalogue import columns
from juesuan.catalogue.measures import measures, named_frames
from juesuan.catalogue.sayings import say
from juesuan.catalogue.value_words import words_of
from juesuan.language import options
from juesuan.show.absence import Sentence
from juesuan.show.sheet import Cell, Sheet

_DECIMALS = 2
# What the name of a column of Chinese texts ends in, and how long a text is never broken.
_ZH, _SHORT = "_zh", 14
# The name under which rows keep which of their columns hold figures.
_FIGURES = "figures"


class Rows(pd.DataFrame):
    """Rows for the eye: in a notebook all of them, no text cut, words left and figures right."""

    def _repr_html_(self) -> str:
        figures = self.attrs[_FIGURES]
        head = [Cell(""), *(Cell(str(column)) for column in self.columns)]
        body = [
            [
                Cell(str(place)),
                *(
                    Cell(
                        text,
                        number=bool({place, column} & figures),
                        whole=len(text) <= _SHORT,
                    )
                    for column, text in zip(self.columns, row, strict=True)
                ),
            ]
            for place, row in zip(self.index, self.itertuples(index=False), strict=True)
        ]
        return Sheet("", "", [], [head], body)._repr_html_()


def view(
    frame: pd.DataFrame, columns: Sequence[str] | None = None, *, upright: bool = False
) -> pd.DataFrame | Sentence:
    """Rows as a notebook shows them, or a sentence where there is none.

    `columns` are those to show; by default all but `document_id`, exact amounts beside those in
    万元, and what is blank. `upright` shows a row downwards. Figures have two decimals at the most
    and blank cells are blank. In Chinese, columns and the keys in them have their words, and of
    what is said twice (`message`, `message_zh`) the Chinese is shown. What is shown is text:
    calculate with the frame.
    """
    chosen = list(columns) if columns is not None else _worth_showing(frame)
    if options.language == "zh":
        chosen = [f"{column}{_ZH}" if f"{column}{_ZH}" in frame else column for column in chosen]
    if frame.empty or not chosen:
        return Sentence(say("nothing_to_view"))
    name = _name_of(frame)
    told = [_texts(name, column, frame) for column in chosen]
    shown = pd.DataFrame(dict(enumerate(told)), index=range(1, len(frame) + 1))
    titles = [_title(name, column, frame) for column in chosen]
    shown.columns = pd.Index(titles)
    rows = Rows(shown.T if upright else shown)
    numbers = [pd.api.types.is_numeric_dtype(frame[column]) for column in chosen]
    rows.attrs[_FIGURES] = {title for title, number in zip(titles, numbers, strict=True) if number}
    return rows


def _worth_showing(frame: pd.DataFrame) -> list[str]:
    filled = [str(column) for column in frame if frame[column].notna().any()]
    exact = {column for column in filled if column.removesuffix("_fen") in filled}
    exact = {column for column in exact if column.endswith("_fen")}
    twice = {column for column in filled if column.endswith(_ZH)}
    return [column for column in filled if column not in {*exact, *twice, "document_id"}]


def _name_of(frame: pd.DataFrame) -> str | None:
    """The frame of the contract with most columns, of those whose columns are all here."""
    there = set(map(str, frame.columns))
    columns = {name: set(entry.labels("en")) for name, entry in named_frames().items()}
    found = [name for name, own in columns.items() if own <= there]
    return max(found, key=lambda name: len(columns[name]), default=None)


def _title(name: str | None, column: str, frame: pd.DataFrame) -> str:
    if options.language != "zh":
        return column
    base = column.removesuffix(_ZH)
    named = [named_frames()[name]] if name else []
    # Columns of a headline that was cut down, say.
    named += measures().values() if "document_id" in frame else []
    for entry in named:
        if found := entry.labels("zh").get(base if base in frame else column):
            return found
    # No frame of the contract, as rows of a comparison or of a table's wide view.
    known = columns().get(column)
    return known.title_zh if known else words_of("", "measure").word(column)


def _texts(name: str | None, column: str, frame: pd.DataFrame) -> list[str]:
    values = frame[column]
    if pd.api.types.is_float_dtype(values):
        return _figures(values)
    plain: list[Any] = values.astype(object).where(values.notna(), None).tolist()
    if options.language == "zh" and _is_key(name, column):
        words = words_of(name or "", column)
        plain = [value if value is None else words.word(value) for value in plain]
    return ["" if value is None else str(value) for value in plain]


def _figures(values: pd.Series[Any]) -> list[str]:
    """Figures with the decimals that the column needs."""
    rounded = [None if pd.isna(value) else round(float(value), _DECIMALS) for value in values]
    needed = [len(f"{value:.2f}".rstrip("0").partition(".")[2]) for value in rounded if value]
    decimals = max(needed, default=0)
    return ["" if value is None else f"{value:,.{decimals}f}" for value in rounded]


def _is_key(name: str | None, column: str) -> bool:
    if name is None:
        return column in columns() and columns()[column].type == "key"
    types = {entry.name: entry.type for entry in named_frames()[name].columns}
    return types.get(column) == "key"
