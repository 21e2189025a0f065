"""Who reports, for which year, what kind: what a document says about itself, and what told it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TypeVar

import msgspec

from juesuan.catalogue import wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.origin_wording import origin_wording
from juesuan.catalogue.problems import Problem, problem
from juesuan.origin.kinds import kind_of
from juesuan.origin.weigh import Told, most, organization_of
from juesuan.origin.witnesses import COVER, FILE, HEADING, PROSE, TITLE, Witness, witnesses_of
from juesuan.origin.years import own_year, year_of
from juesuan.readers.characters import compact, plain, unquoted
from juesuan.readers.source import Line, Source

Value = TypeVar("Value", str, int)

# In bytes: file systems allow 255 for a whole name.
_LONGEST_NAME = 180


class Origin(msgspec.Struct, frozen=True):
    """The document's own description; None is not told.

    What ends in `_from` is the kind of place that told it: title, cover, heading, caption, prose,
    file_name or content. `doubts` say what was not found, and where places differ.
    """

    organization: str | None
    organization_from: str | None
    organization_kind: str | None
    organization_kind_from: str | None
    fiscal_year: int | None
    fiscal_year_from: str | None
    kind: str | None
    kind_from: str | None
    scope: str | None
    title: str
    telephone: str | None
    published_on: str | None
    reported_on: str | None
    doubts: tuple[Problem, ...]

    @property
    def is_budget(self) -> bool:
        """It is a budget (预算), as far as it tells."""
        return self.kind == lexicon().account.budget


def describe(*parts: Source) -> Origin:
    """Organization, year and kind from titles, headings, captions, prose and the file's name.

    `parts` are the files of one account: one, or several that tell of it together.
    """
    lines = [line for part in parts for line in part.lines]
    seen = [witness for part in parts for witness in witnesses_of(part)]
    texts = [line.compact for line in lines]
    name = organization_of(seen, "\n".join(texts))
    year = _year(seen, texts)
    kind = kind_of(seen, lines)
    owner = most(seen, lambda each: each.title.owner, (TITLE, COVER, HEADING, FILE))
    organization = as_printed(name.value.text, lines) if name.value else None
    scope = name.value.scope if name.value else None
    told = Told(organization, name.source, tuple((at, each.text) for at, each in name.others))
    return Origin(
        organization,
        name.source,
        owner.value,
        owner.source,
        year.value,
        year.source,
        kind.value,
        kind.source,
        scope,
        _title(organization or _stem(parts[0]), scope, year.value, owner.value, kind.value),
        _first(wording().document.telephone, texts),
        _first(origin_wording().dates.published, texts),
        _first(wording().document.reported_on, texts),
        tuple(_doubts(told, year, kind)),
    )


def _year(seen: Sequence[Witness], texts: Sequence[str]) -> Told[int]:
    """The year of the heaviest witness; else the one that the prose calls its own most often."""
    told = most(seen, lambda each: each.title.year)
    if told.value is not None and told.source != FILE:
        return told
    own = Counter(year_of(match) for text in texts for match in own_year().finditer(text))
    match own.most_common(2):
        case [(year, _)]:
            return Told(year, PROSE)
        case [(year, often), (_, other)] if often > other:
            return Told(year, PROSE)
    return told


def _doubts(name: Told[str], year: Told[int], kind: Told[str]) -> Iterator[Problem]:
    yield from _doubt(
        name,
        problem("organization_unknown"),
        problem("organization_from_name"),
        problem(
            "organization_differs",
            source=str(name.source),
            value=str(name.value),
            others=name.elsewhere,
        ),
    )
    yield from _doubt(
        year,
        problem("year_unknown"),
        problem("year_from_name"),
        problem(
            "year_differs",
            source=str(year.source),
            value=str(year.value),
            others=year.elsewhere,
        ),
    )
    yield from _doubt(
        kind,
        problem("kind_unknown"),
        problem("kind_from_name"),
        problem(
            "kind_differs",
            source=str(kind.source),
            value=str(kind.value),
            others=kind.elsewhere,
        ),
    )


def _doubt(
    told: Told[Value], unknown: Problem, from_name: Problem, differs: Problem
) -> Iterator[Problem]:
    """What a person should look at where an answer is not sure."""
    if told.value is None:
        yield unknown
    elif told.source == FILE:
        yield from_name
    elif told.others:
        yield differs


def as_printed(name: str, lines: Sequence[Line]) -> str:
    """A name with its own brackets and signs where a line has it whole, else in plain ones."""
    for line in lines:
        if (at := line.compact.find(name)) >= 0:
            signs = [sign for sign in line.printed if unquoted(compact(plain(sign)))]
            if len(signs) == len(line.compact):
                return "".join(signs[at : at + len(name)])
    return name


def _stem(source: Source) -> str:
    return unquoted(compact(plain(PurePath(source.name).stem)))


def _title(
    name: str, scope: str | None, year: int | None, owner: str | None, kind: str | None
) -> str:
    of_year = lexicon().account.year.format(year=year) if year else ""
    whose = lexicon().account.scope.format(scope=scope) if scope else ""
    return f"{name}{whose}{of_year}{owner or ''}{kind or ''}"


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    matches = (match for text in texts if (match := pattern.search(text)))
    return next((next(filter(None, match.groups())) for match in matches), None)


def document_id(origin: Origin, sha256: str) -> str:
    """organization-year-kind and eight digits of the hash, fit for a file's name anywhere."""
    words = lexicon().account
    name = origin.organization or words.nameless
    organization = re.sub(r'[\x00-\x1f\x7f\\/:*?"<>|\s.]+', "_", name)
    organization = organization.encode()[:_LONGEST_NAME].decode(errors="ignore")
    year = origin.fiscal_year or words.yearless
    return f"{organization}-{year}-{origin.kind or words.kindless}-{sha256[:8]}"
