"""Verdicts as a person reads them: where, which cells, both figures, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd

from juesuan.catalogue import tables, wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import refuse_unknown
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.cell_names import SEPARATOR, named_cell
from juesuan.identities.identity import Identity
from juesuan.identities.suites import identities
from juesuan.money import FEN_OF_WAN
from juesuan.show.spot import spot


@dataclass(frozen=True)
class Finding:
    """One verdict in words; what is not known is None.

    `printed`, `against` and `difference` are texts: figures with their unit, exact to the 分, or
    wordings, between which there is no difference; `reported` and `computed` are the figures in
    `unit` as floats. `cells` are named as in the frame, `places` in Chinese.
    `row` is the line of a text or the row of a sheet; `where` is the place in words.
    """

    document_id: str
    identity: str
    kind: str
    formula: str
    table: str | None
    title: str | None
    page: int | None
    row: int | None
    cell: str
    cells: tuple[str, ...]
    places: tuple[str, ...]
    printed: str | None
    relation: str
    against: str | None
    difference: str | None
    reported: float | None
    computed: float | None
    unit: str | None
    suspect: str | None
    hint: str
    where: str

    @property
    def line(self) -> str:
        """The finding on one line that is safe to print."""
        place = ", ".join(part for part in (self.document_id, self.where) if part)
        what = " ".join(part for part in (self.title, self.cell) if part) or self.identity
        off = f", difference {self.difference}" if self.difference else ""
        figures = f"printed {self.printed or 'nothing'} {self.relation} {self.against or 'nothing'}"
        suspect = f" Likeliest: {self.suspect}." if self.suspect else ""
        return one_line(f"{place}: {what}: {figures}{off} ({self.formula}).{suspect} {self.hint}")


def findings(verdicts: pd.DataFrame, documents: pd.DataFrame) -> Iterator[Finding]:
    """Each row of `verdicts` as a finding; choose the rows before. `documents` tell the media."""
    readers = dict(zip(documents["document_id"], documents["reader"], strict=True))
    for row in verdicts.astype(object).to_dict("records"):
        known = {str(key): value for key, value in row.items() if pd.notna(value)}
        yield _finding(known, readers.get(known["document_id"]))


def one_line(text: str) -> str:
    """The text with line breaks and signs that a terminal would obey made spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _finding(row: Mapping[str, Any], reader: object) -> Finding:
    identity = known_identities()[row["identity"]]
    table, measure = row.get("table"), row.get("measure")
    cells = tuple(row["cells"].split(SEPARATOR)) if "cells" in row else ()
    side = wording().side_words.get(row.get("side", ""))
    words = (side, row.get("code"), row.get("name"), _heading(table, measure))
    suspects = row["suspect"].split(SEPARATOR) if "suspect" in row else []
    return Finding(
        document_id=row["document_id"],
        identity=identity.name,
        kind=identity.kind,
        formula=identity.formula,
        table=table,
        title=tables()[table].title if table in tables() else table,
        page=row.get("page"),
        row=row.get("row"),
        cell=" ".join(word for word in words if word),
        cells=cells,
        places=tuple(place(cell) for cell in cells),
        printed=_figure(row, "reported"),
        relation="less than" if identity.kind == "bound" else "against",
        against=_figure(row, "computed"),
        difference=_figure(row, "residual"),
        reported=row.get("reported"),
        computed=row.get("computed"),
        unit=row.get("unit"),
        suspect=" or ".join(map(place, suspects)) or None,
        hint=row.get("hint") or advised(identity),
        where=spot(row, reader),
    )


@cache
def known_identities() -> dict[str, Identity]:
    """Every identity by its name."""
    found = {identity.name: identity for identity in identities()}
    refuse_unknown(verdict_words().advice, found, "identity", "verdict_words.toml")
    return found


def advised(identity: Identity) -> str:
    """What to do about a check of the identity that does not hold."""
    own = verdict_words().advice.get(identity.name)
    return own.text if own else verdict_words().kinds[identity.kind].advice


def place(cell: str) -> str:
    """A cell's name in the document's words; names of other frames' cells stay as they are.

    >>> place("expenditure/2012901/basic")
    '支出决算表 2012901 基本支出'
    """
    named = named_cell(cell)
    if named is None:
        return cell
    table = tables()[named.table]
    lines = {line.key: line.names[0] for line in table.lines}
    side = wording().side_words.get(named.side or "")
    row = lines.get(named.row, lexicon().total if named.row == "total" else named.row)
    words = (table.title, side, row, _heading(named.table, named.measure))
    return " ".join(word for word in words if word)


def _heading(table: str | None, measure: str | None) -> str | None:
    """The heading of a column as the form prints it."""
    if table not in tables() or measure is None:
        return measure
    return tables()[table].headings.get(measure, (measure,))[0]


def _figure(row: Mapping[str, Any], name: str) -> str | None:
    """A figure with its unit: money exact, other figures to four decimals, else the wording."""
    if f"{name}_text" in row:
        return str(row[f"{name}_text"])
    if f"{name}_fen" in row:
        return f"{money(int(row[f'{name}_fen']))} {lexicon().money}"
    if name in row:
        whole, _, decimals = f"{row[name]:,.4f}".partition(".")
        decimals = decimals.rstrip("0")
        return f"{whole}{'.' if decimals else ''}{decimals} {row.get('unit', '')}".strip()
    return None


def money(fen: int) -> str:
    """分 as 万元 with all digits that are not zero, at least two decimals.

    >>> money(533_260_000), money(1)
    ('533.26', '0.000001')
    """
    whole, _, decimals = f"{Decimal(fen) / FEN_OF_WAN:,.6f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"
