"""Who reports, for which year: what the words of a document say about the document itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from juesuan.catalogue import wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.problems import Problem, problem
from juesuan.readers.characters import compact, plain, unquoted
from juesuan.readers.source import Line, Source

# In bytes: file systems allow 255 for a whole name.
_LONGEST_NAME = 180


@dataclass(frozen=True)
class Origin:
    """The document's own description. `doubts` say what was not found."""

    organization: str | None
    organization_kind: str | None
    fiscal_year: int | None
    kind: str
    title: str
    telephone: str | None
    reported_on: str | None
    doubts: tuple[Problem, ...]


def describe(source: Source) -> Origin:
    """Organization, year and kind, from the text; from the file's name where the text is silent."""
    name = unquoted(compact(plain(PurePath(source.name).stem)))
    texts = [line.compact for line in source.lines]
    doubts: list[Problem] = []
    organization = _organization(source.lines)
    if organization is None and (organization := _organization([Line(0, None, name)])):
        doubts.append(problem("organization_from_name"))
    if organization is None:
        doubts.append(problem("organization_unknown"))
    year = _year(texts)
    if year is None and (year := _year([name])):
        doubts.append(problem("year_from_name"))
    if year is None:
        doubts.append(problem("year_unknown"))
    body = "".join(texts)
    department, unit = (
        body.count(word)
        for word in (wording().document.department_wording, wording().document.unit_wording)
    )
    known, account = lexicon().organizations, lexicon().account
    likelier = known.department if department >= unit else known.unit
    kind = likelier if department or unit else None
    of_year = account.year.format(year=year) if year else ""
    title = f"{organization or name}{of_year}{kind or ''}{account.kind}"
    telephone = _first(wording().document.telephone, texts)
    reported_on = _first(wording().document.reported_on, texts)
    return Origin(
        organization, kind, year, account.kind, title, telephone, reported_on, tuple(doubts)
    )


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    return next((match[1] for text in texts if (match := pattern.search(text))), None)


def _organization(lines: Sequence[Line]) -> str | None:
    """The name that most lines give, as printed; captions of tables repeat it."""
    names: Counter[str] = Counter()
    for line in lines:
        for pattern in wording().document.names:
            if match := pattern.search(line.compact):
                signs = [sign for sign in line.printed if unquoted(compact(plain(sign)))]
                names["".join(signs[match.start(1) : match.end(1)]).strip(":：()（）")] += 1
                break
    return names.most_common(1)[0][0] if names else None


def _year(texts: Sequence[str]) -> int | None:
    """The year that is named most often; the year before is named less."""
    years = Counter(year for text in texts for year in wording().document.year.findall(text))
    return int(years.most_common(1)[0][0]) if years else None


def document_id(origin: Origin, sha256: str) -> str:
    """organization-year-kind and eight digits of the hash, fit for a file's name anywhere."""
    name = origin.organization or lexicon().account.nameless
    organization = re.sub(r'[\x00-\x1f\x7f\\/:*?"<>|\s.]+', "_", name)
    organization = organization.encode()[:_LONGEST_NAME].decode(errors="ignore")
    year = origin.fiscal_year or lexicon().account.yearless
    return f"{organization}-{year}-{origin.kind}-{sha256[:8]}"
