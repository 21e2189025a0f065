"""Names of the classification as they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from juesuan.catalogue.levels import MARKS
from juesuan.catalogue.restates import restates

_SIGNS = re.compile(r"[\s\"'“”‘’·]")


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """A name without spaces, marks such as （类） and the ending 支出, which some places drop.

    >>> plain_name("一般公共服务（类）支出") == plain_name("一般公共服务支出")
    True
    """
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", name))
    for mark in MARKS:
        plain = plain.replace(mark, "")
    return plain.removesuffix(restates().optional_ending)
