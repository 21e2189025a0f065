"""What an official table is called in documents of a kind."""

from __future__ import annotations

from juesuan.catalogue.forms import tables
from juesuan.catalogue.lexicon import lexicon


def form_title(key: str, kind: object) -> str:
    """The title of a table's form, which is that of 决算; in a budget it says 预算.

    >>> form_title("expenditure", "决算"), form_title("expenditure", "预算")
    ('支出决算表', '支出预算表')
    """
    title, words = tables()[key].title, lexicon().account
    return title.replace(words.kind, words.budget) if kind == words.budget else title
