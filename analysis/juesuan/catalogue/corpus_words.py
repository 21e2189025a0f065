"""What a corpus knows of documents beside each other: `corpus.toml`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from juesuan.catalogue.files import toml


@dataclass(frozen=True)
class CorpusRules:
    """See `corpus.toml` for what each entry means."""

    same_share: float
    date: re.Pattern[str]
    said_in_name: re.Pattern[str]
    said_in_text: re.Pattern[str]
    first_paragraphs: int
    dropped: tuple[re.Pattern[str], ...]
    shortest_ending: int
    department: str
    unit: str
    own: str
    own_endings: tuple[str, ...]
    outliers: tuple[Mapping[str, Any], ...]


@cache
def corpus_rules() -> CorpusRules:
    """The rules for documents beside each other."""
    data = toml("corpus.toml")
    editions, spellings, units = data["editions"], data["spellings"], data["units"]
    return CorpusRules(
        editions["same_share"],
        re.compile(editions["date"]),
        re.compile(editions["said_in_name"]),
        re.compile(editions["said_in_text"]),
        editions["first_paragraphs"],
        tuple(map(re.compile, spellings["dropped"])),
        spellings["shortest_ending"],
        units["department"],
        units["unit"],
        units["own"],
        tuple(units["own_endings"]),
        tuple(data["outliers"]),
    )
