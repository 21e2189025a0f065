"""What an official table and its columns are called in documents of a kind."""

from __future__ import annotations

from juesuan.catalogue.forms import tables
from juesuan.catalogue.lexicon import lexicon


def form_title(key: str, kind: object) -> str:
    """The title of a table's form, which is that of 决算; in a budget it says 预算.

    >>> form_title("expenditure", "决算"), form_title("expenditure", "预算")
    ('支出决算表', '支出预算表')
    """
    return of_kind(tables()[key].title, kind)


def of_kind(text: str, kind: object) -> str:
    """A title or heading of the forms, which are those of 决算, as documents of a kind say it.

    >>> of_kind("决算数", "决算"), of_kind("决算数", "预算")
    ('决算数', '预算数')
    """
    words = lexicon().account
    return text.replace(words.kind, words.budget) if kind == words.budget else text
