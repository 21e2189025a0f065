"""What is no final account of a department or unit, said as what it is."""

from __future__ import annotations

from juesuan.catalogue import tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.origin_wording import origin_wording
from juesuan.errors import NotAFinalAccount
from juesuan.origin.describe import Origin
from juesuan.origin.kinds import other_report
from juesuan.origin.witnesses import COVER, HEADING, TITLE, witnesses_of
from juesuan.readers.source import Source

_LONGEST = 60


def refuse_others(source: Source, origin: Origin, *, has_tables: bool) -> None:
    """Raise `NotAFinalAccount` for a budget, a government's account or another report.

    A final account by its title and its prose is none of them where its tables are elsewhere.
    """
    if origin.kind == lexicon().account.budget:
        whose = origin.organization or "an organization that it does not name"
        year = origin.fiscal_year or "a year that it does not tell"
        raise _refused(
            f"it is a budget (预算) of {whose} for {year}, not a final account",
            "read the final account of that year",
            source,
        )
    if other := other_report(witnesses_of(source), source.lines):
        raise _refused(
            f"{other.what}: it begins with {other.said[:_LONGEST]!r}{_of(origin)}",
            "read that of one of its departments",
            source,
        )
    if not has_tables and not is_account_in_prose(source, origin):
        raise _without_tables(source)


def is_account_in_prose(source: Source, origin: Origin) -> bool:
    """A title or heading says 部门决算 or 单位决算, and sections with amounts stand below it."""
    words = origin_wording().kinds
    if origin.kind is None or origin.organization_kind is None:
        return False
    if not {origin.kind_from, origin.organization_kind_from} <= {TITLE, COVER, HEADING}:
        return False
    texts = [line.compact for line in source.lines]
    return any(map(words.section.search, texts)) and any(map(words.figure.search, texts))


def _refused(what: str, todo: str, source: Source) -> NotAFinalAccount:
    return NotAFinalAccount(
        what,
        source=source.name,
        hint=f"juesuan reads the final accounts of departments and units (部门决算公开); {todo}.",
    )


def _of(origin: Origin) -> str:
    return f", for {origin.fiscal_year}" if origin.fiscal_year else ""


def _without_tables(source: Source) -> NotAFinalAccount:
    if source.attachments:
        return NotAFinalAccount(
            f"the page holds no table; it names {'; '.join(source.attachments)}",
            source=source.name,
            hint="The accounts are in the attachment: save it and read it.",
        )
    titles = "、".join(table.title for table in list(tables().values())[:3])
    begin = source.lines[0].printed.strip()[:40]
    return NotAFinalAccount(
        f"none of the nine official tables ({titles} …) stands in it; it begins with {begin!r}",
        source=source.name,
        hint="juesuan reads 部门决算公开; check that the file holds the tables as text.",
    )
