"""A corpus in words and as a table: whose documents, which years, what holds and what does not."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import VERDICTS
from juesuan.show.html_summary import mark
from juesuan.show.sheet import Cell, Sheet
from juesuan.show.summary import Checks


class Corpus(Protocol):
    """What is told of a corpus, as `juesuan.open_corpus` gives it."""

    folder: Path
    superseded: bool

    @property
    def documents(self) -> pd.DataFrame:
        """A row a document."""
        ...

    @property
    def editions(self) -> pd.DataFrame:
        """Accounts that were published twice."""
        ...

    @property
    def spellings(self) -> pd.DataFrame:
        """Pairs of names that may be one organization."""
        ...


def describe_corpus(corpus: Corpus) -> str:
    """A few lines: who, which years, how many amounts, what holds; a line a year."""
    documents = corpus.documents
    lines = [f"Corpus {corpus.folder}", *(f"  {line}" for line in _about(corpus))]
    for year, part in _by_year(documents):
        said = ", ".join(f"{count} {kind}" for kind, count in _kinds(part))
        wrong = int(part["inconsistent"].sum())
        broken = f"{_count(wrong, 'check')} {'does' if wrong == 1 else 'do'} not hold"
        lines.append(
            f"  {year}: {_count(len(part), 'document')} ({said}), "
            f"{_count(part['amounts'].sum(), 'amount')}, {broken}"
        )
    return "\n".join(lines)


def corpus_html(corpus: Corpus) -> str:
    """The same as HTML without scripts, colours or links; texts are escaped."""
    kinds = lexicon().organizations.kinds
    columns = [lexicon().headings.year, "documents", *kinds, "amounts", "checks hold"]
    body = [
        [
            Cell(year),
            _number(len(part)),
            *(_number(part["organization_kind"].eq(kind).sum()) for kind in kinds),
            _number(part["amounts"].sum()),
            Cell(_held(part), number=True),
        ]
        for year, part in _by_year(corpus.documents)
    ]
    head = [[Cell(name) for name in columns]]
    sheet = Sheet("Corpus", str(corpus.folder), columns, head, body)
    said = "".join(f"<div>{escape(line)}</div>" for line in _about(corpus))
    return f"{sheet._repr_html_()}{said}"


def _about(corpus: Corpus) -> list[str]:
    documents = corpus.documents
    organizations = documents["organization"].nunique()
    years = documents["fiscal_year"].dropna()
    ends = dict.fromkeys((years.min(), years.max())) if len(years) else ("no years",)
    span = "–".join(map(str, ends))
    amounts, ambiguous, unplaced = (
        int(documents[name].sum()) for name in ("amounts", "ambiguous", "unplaced")
    )
    lines = [
        f"{_count(len(documents), 'document')} of {_count(organizations, 'organization')}, {span}",
        f"{_count(amounts, 'amount')} ({ambiguous:,} of no known column), {unplaced:,} unplaced",
        f"identities: {Checks.of(documents[list(VERDICTS)].sum())}",
    ]
    twice = corpus.editions
    old = twice["state"].eq("superseded") & twice["newer"].isin(documents["document_id"])
    if old.any():
        left = "kept" if corpus.superseded else "left out"
        lines.append(f"superseded editions {left}: {old.sum():,} (.editions)")
    undecided = twice["state"].eq("undecided") & twice["document_id"].isin(documents["document_id"])
    if open_ := int(undecided.sum()):
        lines.append(f"documents that share name, year and kind: {open_:,} (.editions)")
    if names := len(corpus.spellings):
        lines.append(f"pairs of names that may be one organization: {names:,} (.spellings)")
    return lines


def _by_year(documents: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    grouped = documents.groupby("fiscal_year", dropna=False)
    unknown = lexicon().account.yearless
    return [(unknown if pd.isna(year) else str(year), part) for year, part in grouped]


def _kinds(part: pd.DataFrame) -> list[tuple[str, int]]:
    counts = [
        (kind, int(part["organization_kind"].eq(kind).sum()))
        for kind in lexicon().organizations.kinds
    ]
    rest = len(part) - sum(count for _, count in counts)
    return [pair for pair in (*counts, ("of no stated kind", rest)) if pair[1]]


def _count(number: Any, what: str) -> str:
    return f"{int(number):,} {what}{'' if number == 1 else 's'}"


def _number(count: Any) -> Cell:
    return Cell(f"{int(count):,}" if count else "", number=True)


def _held(part: pd.DataFrame) -> str:
    return mark(Checks.of(part[list(VERDICTS)].sum()))
