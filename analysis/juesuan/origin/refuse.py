"""What is no final account of a department or unit, said as what it is."""

from __future__ import annotations

from juesuan.catalogue import tables
from juesuan.catalogue.faults import fault
from juesuan.catalogue.origin_wording import origin_wording
from juesuan.errors import NotAFinalAccount
from juesuan.origin.describe import Origin
from juesuan.origin.kinds import other_report
from juesuan.origin.witnesses import COVER, HEADING, TITLE, witnesses_of
from juesuan.readers.source import Source

_LONGEST = 60


def refuse_others(source: Source, origin: Origin, *, has_tables: bool) -> None:
    """Raise `NotAFinalAccount` for a government's account or budget, or another report.

    A final account by its title and its prose is none of them where its tables are elsewhere.
    """
    if other := other_report(witnesses_of(source), source.lines):
        told = fault("for_year", year=origin.fiscal_year) if origin.fiscal_year else ""
        why = fault(other.what, begin=other.said[:_LONGEST], year=told)
        raise NotAFinalAccount(why, source=source.name)
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


def _without_tables(source: Source) -> NotAFinalAccount:
    if source.attachments:
        return NotAFinalAccount(
            fault("page_names_attachments", attachments=tuple(source.attachments)),
            source=source.name,
        )
    titles = "、".join(table.title for table in list(tables().values())[:3])
    begin = source.lines[0].printed.strip()[:40]
    return NotAFinalAccount(
        fault("no_official_table", titles=titles, begin=begin), source=source.name
    )
