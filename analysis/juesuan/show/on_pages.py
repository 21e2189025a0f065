"""What is said of a PDF where it is printed: the crop of a finding or amount, the marked file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pandas as pd

from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.errors import NoPage
from juesuan.show.annotations import annotate
from juesuan.show.findings import noted
from juesuan.show.page_crop import crop
from juesuan.show.printed_words import of_amount, of_finding

if TYPE_CHECKING:
    from PIL.Image import Image

    from juesuan.readers.seen_figures import SeenFigures

Frames: TypeAlias = Mapping[str, pd.DataFrame]
# A finding by its rank, or a row of `findings` or `amounts`.
What: TypeAlias = "int | np.integer[Any] | Mapping[Any, Any] | pd.Series[Any]"


def crop_of(
    what: What, frames: Frames, data: bytes, name: str, seen: SeenFigures | None = None
) -> Image:
    """The part of a page where a finding or an amount stands, with its place marked.

    `frames` are those of one document, `data` its bytes where it is a PDF, else none, `name` what
    its source is called, `seen` where its recognised figures stand. Raises `NoPage` for another
    medium and for what is of no page, `UnknownChoice` where there is no such finding.
    """
    _refuse_pageless(data, name)
    if isinstance(what, (int, np.integer)):
        ranks = frames["findings"]["rank"].tolist()
        chosen(int(what), ranks, fault("a_finding"))
        what = frames["findings"].iloc[ranks.index(what)]
    row = dict(what)
    amounts = frames["amounts"]
    places = [of_amount(row, amounts)] if "raw" in row else of_finding(row, frames)
    if not places:
        raise NoPage(fault("of_no_page"), source=name)
    return crop(data, name, places, seen=seen)


def annotated(frames: Frames, data: bytes, name: str, target: str | Path | IO[bytes]) -> None:
    """Write the PDF with each finding at its place, as a highlight and a note.

    Raises `NoPage` for another medium, and OSError where the file cannot be written.
    """
    _refuse_pageless(data, name)
    rows = frames["findings"].to_dict("records")
    marked = [(noted(row), of_finding(row, frames)) for row in rows]
    annotate(data, name, marked, target)


def _refuse_pageless(data: bytes, name: str) -> None:
    if not data:
        raise NoPage(fault("no_pages"), source=name)
