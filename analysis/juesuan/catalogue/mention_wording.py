"""What a document mentions of itself: `mentions.toml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue.files import toml


@dataclass(frozen=True)
class MentionWording:
    """See `mentions.toml` for what each entry means."""

    heading: re.Pattern[str]
    title_year: re.Pattern[str]
    contents: int
    compared: str
    confused: tuple[frozenset[str], ...]
    ending: int
    beginning: int
    expense_section: re.Pattern[str]
    expense_list: re.Pattern[str]
    expense_separators: re.Pattern[str]
    expense_drop: re.Pattern[str]
    expense_table: str


@cache
def mention_wording() -> MentionWording:
    """The entries of the file."""
    data = toml("mentions.toml")
    organization, expenses = data["organization"], data["expenses"]
    return MentionWording(
        re.compile(data["heading"]),
        re.compile(data["title_year"]),
        data["contents"],
        data["compared"],
        tuple(map(frozenset, organization["confused"])),
        organization["ending"],
        organization["beginning"],
        re.compile(expenses["section"]),
        re.compile(expenses["list"]),
        re.compile(expenses["separators"]),
        re.compile(expenses["drop"]),
        expenses["table"],
    )
