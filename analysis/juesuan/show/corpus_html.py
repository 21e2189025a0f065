"""A corpus in words and as a table: whose documents, which years, what holds and what does not."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.sayings import listed, say
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
    lines = [say("corpus", folder=str(corpus.folder)), *(f"  {line}" for line in _about(corpus))]
    for year, part in _by_year(documents):
        kinds = [say("kind_counted", count=count, kind=kind) for kind, count in _kinds(part)]
        said = say(
            "corpus_year",
            year=year,
            documents=say("documents_counted", count=len(part)),
            kinds=listed(kinds),
            amounts=say("amounts_counted", count=int(part["amounts"].sum())),
            wrong=int(part["inconsistent"].sum()),
        )
        lines.append(f"  {said}")
    return "\n".join(lines)


def corpus_html(corpus: Corpus) -> str:
    """The same as HTML without scripts, colours or links; texts are escaped."""
    kinds = lexicon().organizations.kinds
    headings = (say("column_documents"), *kinds, say("column_amounts"), say("column_hold"))
    columns = [lexicon().headings.year, *headings]
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
    sheet = Sheet(say("corpus_title"), str(corpus.folder), columns, head, body)
    said = "".join(f"<div>{escape(line)}</div>" for line in _about(corpus))
    return f"{sheet._repr_html_()}{said}"


def _about(corpus: Corpus) -> list[str]:
    documents = corpus.documents
    organizations = documents["organization"].nunique()
    years = documents["fiscal_year"].dropna()
    ends = dict.fromkeys((years.min(), years.max())) if len(years) else (say("no_years"),)
    span = "–".join(map(str, ends))
    amounts, ambiguous, unplaced = (
        int(documents[name].sum()) for name in ("amounts", "ambiguous", "unplaced")
    )
    lines = [
        say("corpus_documents", documents=len(documents), organizations=organizations, span=span),
        say("corpus_amounts", amounts=amounts, ambiguous=ambiguous, unplaced=unplaced),
        say("identities", checks=str(Checks.of(documents[list(VERDICTS)].sum()))),
    ]
    twice = corpus.editions
    old = twice["state"].eq("superseded") & twice["newer"].isin(documents["document_id"])
    if old.any():
        left = "superseded_kept" if corpus.superseded else "superseded_left_out"
        lines.append(say(left, count=int(old.sum())))
    undecided = twice["state"].eq("undecided") & twice["document_id"].isin(documents["document_id"])
    if open_ := int(undecided.sum()):
        lines.append(say("editions_undecided", count=open_))
    if names := len(corpus.spellings):
        lines.append(say("names_alike", count=names))
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
    return [pair for pair in (*counts, (say("no_stated_kind"), rest)) if pair[1]]


def _number(count: Any) -> Cell:
    return Cell(f"{int(count):,}" if count else "", number=True)


def _held(part: pd.DataFrame) -> str:
    return mark(Checks.of(part[list(VERDICTS)].sum()))
