"""Where something stands, in the words of its medium: a page's line, a sheet's row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from juesuan.catalogue.sayings import listed, say

# What `page` and `row` count by what read the document; other readers see pages and lines.
_WORDS = {"excel": ("sheet", "row")}
_PAGES = ("page", "line")


def words(reader: object) -> tuple[str, str]:
    """What the columns `page` and `row` count in a document, by its column `reader`.

    >>> words("excel 1 (ooxml)"), words("pdf 1 (pypdfium2)")
    (('sheet', 'row'), ('page', 'line'))
    """
    return _WORDS.get(str(reader).partition(" ")[0], _PAGES)


def spot(row: Mapping[Any, Any], reader: object) -> str:
    """The place that the columns `page` and `row` tell, as far as they do.

    >>> spot({"page": 3, "row": 6}, "excel 1 (ooxml)"), spot({"row": 6}, "text 1 (utf-8)")
    ('sheet 3, row 6', 'line 6')
    """
    values = (row.get("page"), row.get("row"))
    named = zip(words(reader), values, strict=True)
    return listed([say(word, number=value) for word, value in named if pd.notna(value)])
