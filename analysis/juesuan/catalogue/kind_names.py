"""What the kinds of findings are called: those of identities, of problems, and of reasons."""

from __future__ import annotations

from juesuan.catalogue.problems import problem_kinds
from juesuan.catalogue.remarks import Said, entry_of
from juesuan.catalogue.verdict_words import verdict_words


def kind_names() -> dict[str, str]:
    """Each `kind` of the frames `findings` and `problems` in the language of the options."""
    words = verdict_words()
    identities = {name: Said(kind.title, kind.title_zh) for name, kind in words.kinds.items()}
    every = {**words.reasons, **problem_kinds(), **identities}
    return {name: str(said) for name, said in every.items()}


def kind_name(kind: str) -> str:
    """What one of them is called. Raises `CatalogueError` for a kind that there is not.

    >>> kind_name("table_missing"), kind_name("row")
    ('table missing', 'columns of a row')
    """
    return entry_of(kind_names(), kind, "kind of finding")
