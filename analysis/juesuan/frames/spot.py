"""Where something stands, in the words of its medium: a page's line, a sheet's row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from juesuan.catalogue.verdict_words import sentence
from juesuan.language import Language

# Words for `page` and `row` by what read the document; other readers see pages and lines.
_WORDS = {"excel": ("sheet", "row")}
_PAGES = ("page", "line")


def words(reader: object) -> tuple[str, str]:
    """What the columns `page` and `row` count in a document, by its column `reader`.

    >>> words("excel 1 (ooxml)"), words("pdf 1 (pypdfium2)")
    (('sheet', 'row'), ('page', 'line'))
    """
    return _WORDS.get(str(reader).partition(" ")[0], _PAGES)


def spot(row: Mapping[Any, Any], reader: object, language: Language = "en") -> str:
    """The place that the columns `page` and `row` tell, as far as they do.

    >>> spot({"page": 3, "row": 6}, "excel 1 (ooxml)"), spot({"row": 6}, "text 1 (utf-8)", "zh")
    ('sheet 3, row 6', '第 6 行')
    """
    values = (row.get("page"), row.get("row"))
    named = zip(words(reader), values, strict=True)
    said = (sentence(word, language, number=int(value)) for word, value in named if pd.notna(value))
    return sentence("between_places", language).join(said)
