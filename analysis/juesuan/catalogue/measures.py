"""The dictionary of what is measured of a document: `headline`, `staff` and `ratios`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from juesuan.catalogue.dictionary import FRAMES, Column, Frame, frames
from juesuan.catalogue.files import once
from juesuan.catalogue.headline_wording import CHANGE, GROWTH, headline_wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import exactly, toml_named
from juesuan.catalogue.terms import MEASURES
from juesuan.errors import CatalogueError


class Measure(Frame, frozen=True):
    """A frame that is worked out from others; with `figures`, those of the headline are in it."""

    figures: bool = False

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """`document_id`, the figures of the headline, and the columns of its own."""
        first, *rest = self._told
        return (first, *(_of_figures() if self.figures else ()), *rest)


def _of_figures() -> Iterator[Column]:
    told = headline_wording()
    percent = lexicon().column_units[2]
    for figure in told.figures:
        yield from _money(figure.name)
        if figure.change:
            yield from _money(figure.name + CHANGE)
            yield _number(figure.name + GROWTH, percent)
    yield from _money("initial_budget")
    yield _number("completion", percent)


def _money(name: str) -> Iterator[Column]:
    wan, fen, _ = lexicon().column_units
    yield _number(name, wan)
    titles = (headline_wording().title(name, "en"), headline_wording().title(name, "zh"))
    said = f"the same in {fen}, exact"
    yield Column(f"{name}_fen", f"{titles[0]} (fen)", f"{titles[1]}（{fen}）", "whole", said, fen)


def _number(name: str, unit: str) -> Column:
    title, title_zh = (headline_wording().title(name, language) for language in ("en", "zh"))
    return Column(name, title, title_zh, "number", f"{title}; NA where it is not told", unit)


@once
def measures() -> dict[str, Measure]:
    """Every frame of measures by name."""
    found = toml_named("measures.toml", Measure, "name")
    try:
        exactly(found, MEASURES, "frame of measures")
    except ValueError as error:
        raise CatalogueError(str(error), source="measures.toml") from None
    return found


@once
def named_frames() -> dict[str, Frame]:
    """Every frame by name, those that are worked out from others behind those that are read."""
    return {**frames(), **measures()}


# What a built corpus keeps: the frames that are read and those that are worked out from them.
STORED = (*FRAMES, *MEASURES)
