"""What is measured of a document, and in the same words of a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from juesuan.measures.headline import Frames


_LOOKED_AT = ("documents", "tables", "rows", "amounts", "claims", "execution")


class Measured:
    """Has frames by name, of one document or of many; amounts are in 万元."""

    @property
    def headline(self: Frames) -> pd.DataFrame:
        """One row a document: what everyone asks for first, see `juesuan.measures.headline`."""
        return self.frame("headline")

    @property
    def staff(self: Frames) -> pd.DataFrame:
        """The numbers of people that are stated, see `juesuan.measures.staff`."""
        return self.frame("staff")

    @property
    def ratios(self: Frames) -> pd.DataFrame:
        """The official ratios with their inputs, see `juesuan.measures.ratios`."""
        return self.frame("ratios")


def measured_from() -> tuple[str, ...]:
    """The names of the frames that `measured` looks at."""
    from juesuan.catalogue.headline_wording import headline_wording

    sections = (figure.section for figure in headline_wording().every if figure.section)
    return tuple(dict.fromkeys((*_LOOKED_AT, *sections)))


class Stacked:
    """Frames by name, as a mapping holds them."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._frames = frames

    def frame(self, name: str) -> pd.DataFrame:
        """A frame of the mapping."""
        return self._frames[name]


def measured(name: str, source: Frames) -> pd.DataFrame:
    """The frame `name`, one of `MEASURES`, worked out from the frames of a document or of many."""
    from juesuan.measures.headline import headline
    from juesuan.measures.ratios import ratios
    from juesuan.measures.staff import staff

    return {"headline": headline, "staff": staff, "ratios": ratios}[name](source)
