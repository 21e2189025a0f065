"""Frames and tables by the names that people know: keys, published titles, Chinese titles."""

from __future__ import annotations

from functools import cache

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.choice import chosen, unknown
from juesuan.catalogue.faults import fault
from juesuan.catalogue.measures import named_frames
from juesuan.language import LANGUAGES
from juesuan.tables.titles import table_titled


def table_named(name: str) -> str:
    """The key of a table by its key or by any title under which it is published.

    Raises `UnknownName` with the nearest name.

    >>> table_named("2022年度支出决算表（公开03表）")
    'expenditure'
    """
    if found := _table(name):
        return found
    raise unknown(name, (*tables(), *_titles()), fault("a_table"))


def frame_named(name: str) -> str:
    """The name of a frame by its name or its Chinese title. Raises `UnknownName`.

    >>> frame_named("名词解释")
    'glossary'
    """
    if found := _frame(name):
        return found
    raise unknown(name, (*named_frames(), *_chinese()), fault("a_frame"))


def table_or_frame(name: str) -> tuple[str, bool]:
    """The key of a table and True, or the name of a frame and False. Raises `UnknownName`."""
    if table := _table(name):
        return table, True
    if frame := _frame(name):
        return frame, False
    every = dict.fromkeys((*tables(), *named_frames(), *_titles(), *_chinese()))
    raise unknown(name, every, fault("a_table_or_frame"))


def labelled(name: str, frame: pd.DataFrame, language: str | None) -> pd.DataFrame:
    """A frame with its columns' titles in a language, `zh` or `en`; as it is for None.

    Raises `UnknownChoice`.
    """
    if language is None:
        return frame
    chosen(language, LANGUAGES, fault("a_language"))
    return frame.rename(columns=named_frames()[name].labels("zh" if language == "zh" else "en"))


def _table(name: str) -> str | None:
    return name if name in tables() else table_titled(str(name))


def _frame(name: str) -> str | None:
    return name if name in named_frames() else _chinese().get(name)


@cache
def _titles() -> tuple[str, ...]:
    return tuple(title for table in tables().values() for title in table.titles)


@cache
def _chinese() -> dict[str, str]:
    return {frame.title_zh: name for name, frame in named_frames().items()}
