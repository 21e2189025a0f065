"""What tables are called in a figure: as the document prints it, and what they are about."""

from __future__ import annotations

from collections.abc import Mapping

from juesuan.catalogue import tables
from juesuan.figures.theme_file import theme

# The titles of tables, by their keys, where they are not those of the forms of 决算.
Titles = Mapping[str, str]


def title_of(table: str, titles: Titles | None) -> str:
    """The title under which a table stands in the document, or that of its form."""
    return (titles or {}).get(table) or tables()[table].title


def topic(table: str) -> str:
    """What a table is about: its title without its ending."""
    title = tables()[table].title
    ending = next(filter(title.endswith, theme().endings), "")
    return title.removesuffix(ending)


def heads(keys: list[str]) -> list[str]:
    """Short headings over columns of tables, no two of them the same."""
    topics = [topic(key) if key in tables() else key for key in keys]
    short = list(topics)
    for word in theme().common:
        short = [each.replace(word, "") for each in short]
    return [
        whole if short.count(cut) > 1 else cut for whole, cut in zip(topics, short, strict=True)
    ]
