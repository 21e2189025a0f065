"""Totals stated in prose: the last evidence for a table's columns, and recorded as that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from juesuan.catalogue import wording
from juesuan.catalogue.stated_wording import stated_wording
from juesuan.money import Money, parse_money
from juesuan.readers.source import Line

Stated = dict[tuple[str, str], Money]


def stated_totals(lines: Sequence[Line]) -> Stated:
    """(table, measure) → the amount that the prose states, where it states one and no other."""
    found: dict[tuple[str, str], set[Money]] = {}
    known = stated_wording()
    for heading, text in _sections(lines):
        sentence = known.sentence(text)
        for table, section in known.sections.items() if sentence else ():
            if section.section.search(heading):
                for word, figure, unit in section.amount.findall(sentence):
                    if money := parse_money(figure, wording().units[unit]):
                        found.setdefault((table, section.measures[word]), set()).add(money)
    return {key: amounts.pop() for key, amounts in found.items() if len(amounts) == 1}


def _sections(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Each heading with the text up to the next one, spaces taken out."""
    heading, text = "", ""
    for line in lines:
        if stated_wording().heading.search(line.compact):
            yield heading, text
            heading, text = line.compact, ""
        else:
            text += line.compact
    yield heading, text
