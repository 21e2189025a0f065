"""What is measured of a document, and in the same words of a corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from juesuan.measures.headline import Frames


class Measured:
    """Has frames by name, of one document or of many; amounts are in 万元."""

    @property
    def headline(self: Frames) -> pd.DataFrame:
        """One row a document: what everyone asks for first, see `juesuan.measures.headline`."""
        from juesuan.measures.headline import headline

        return headline(self)

    @property
    def staff(self: Frames) -> pd.DataFrame:
        """The numbers of people that are stated, see `juesuan.measures.staff`."""
        from juesuan.measures.staff import staff

        return staff(self)

    @property
    def ratios(self: Frames) -> pd.DataFrame:
        """The official ratios with their inputs, see `juesuan.measures.ratios`."""
        from juesuan.measures.ratios import ratios

        return ratios(self)
