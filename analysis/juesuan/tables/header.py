"""Which column layout of the catalogue a table's header shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from juesuan.catalogue import Form, Table, wording
from juesuan.catalogue.problems import Problem, problem
from juesuan.readers.characters import bare
from juesuan.tables.component_order import as_printed

# A heading found is struck out, so that it is found once.
_STRUCK = "\0"


# The layout, and what in the header speaks against it.
Header = tuple[Form, tuple[Problem, ...]]


def recognise(table: Table, text: str, figures: Sequence[str] = ()) -> Header:
    """Choose the form whose headings the header's text (plain, no spaces or quotes) holds.

    `figures` are those of a row of components whose columns are lost, if there is one.
    Fragments of a heading may be torn apart by structural words that stood in another column.
    """
    for form in table.forms:
        if form.header and form.header.search(text):
            return as_printed(table, form, text, figures), ()
    for word in wording().headers.torn:
        text = text.replace(word, "")
    readings = [
        _read(table, form, text) for form in table.forms if not form.header and not form.listed
    ]
    if not readings:
        return table.forms[0], (problem("header_unknown", header=text[:80]),)
    # Of those that fit alike, the one that explains most of the heading.
    return min(readings, key=lambda reading: (reading[0], -len(reading[1][0].columns)))[1]


def _read(table: Table, form: Form, text: str) -> tuple[tuple[int, int, bool], Header]:
    places, rest = _find(_labels(table, form), [*form.columns, *form.outer], text)
    missing = [column for column in form.columns if column not in places]
    if missing and (torn := _torn(table, missing, rest)):
        places |= torn
        missing, rest = [], ""
    unknown = _substance(table, form, rest)
    unordered = any(
        [places[column] for column in order if column in places]
        != sorted(places[column] for column in order if column in places)
        for order in (form.outer, form.inner)
    )
    doubts: list[Problem] = []
    if missing:
        doubts.append(problem("header_incomplete", columns="、".join(map(table.heading, missing))))
    if unknown:
        doubts.append(problem("column_unknown", heading=unknown))
    if unordered:
        doubts.append(problem("column_order", columns="、".join(map(table.heading, form.columns))))
    return (len(missing), len(unknown), unordered), (form, tuple(doubts))


def _labels(table: Table, form: Form) -> list[tuple[str, str]]:
    """Every wording of every heading of the form with its column, the longest first."""
    wanted = [*form.columns, *(column for column in form.outer if column.startswith("@"))]
    labels = [(label, column) for column in wanted for label in table.headings.get(column, ())]
    return sorted(((bare(label), column) for label, column in labels), key=lambda p: -len(p[0]))


def _find(
    labels: list[tuple[str, str]], order: Sequence[str], text: str
) -> tuple[dict[str, int], str]:
    """Where each column's heading stands, and the text with the headings struck out.

    Of a heading below another (上年结转结余/小计) only the last part stands in a text: it is that
    of the first of the form's columns that has no place yet.
    """
    places: dict[str, int] = {}
    below = [(label.rpartition("/")[2], column) for label, column in labels if "/" in label]
    for label, column in (*labels, *sorted(below, key=lambda pair: order.index(pair[1]))):
        if column not in places and (place := text.find(label)) >= 0:
            places[column] = place
            text = text[:place] + _STRUCK * len(label) + text[place + len(label) :]
    return places, text


def _substance(table: Table, form: Form, text: str) -> str:
    """What is left of a header when everything known is taken out of it."""
    known = [label for label, _ in _labels(table, form)]
    headers = wording().headers
    known += [bare(word) for word in (*headers.groups, *headers.structure, *headers.labels)]
    known += [bare(label) for label in table.headings.get("amount", ())]
    for word in sorted(known, key=len, reverse=True):
        text = text.replace(word, "")
    return re.sub(r"[\W\d_]+", "", text)


def _torn(table: Table, missing: list[str], rest: str) -> dict[str, int]:
    """Where the missing headings begin, if all stand in the rest letter by letter; else nothing.

    Their lines are interleaved with each other and with structural words; what is left has to be
    such words as a whole, since another heading may have the letters of both (基本经费支出).
    """
    letters = Counter(rest.replace(_STRUCK, ""))
    places: dict[str, int] = {}
    for column in missing:
        for label in map(bare, table.headings[column]):
            if Counter(label) <= letters:
                letters -= Counter(label)
                places[column] = rest.index(label[0])
                break
        else:
            return {}
    words = (*wording().headers.groups, *wording().headers.structure)
    for word in sorted(map(bare, words), key=len, reverse=True):
        while word and Counter(word) <= letters:
            letters -= Counter(word)
    return {} if letters else places
