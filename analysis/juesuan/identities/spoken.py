"""Verdicts in words: which cell, which figures with their units, what does not hold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from juesuan.catalogue import tables, tables_of, wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.verdict_words import in_language, sentence, verdict_words
from juesuan.identities.cell_names import named_block, named_cell
from juesuan.identities.identity import Identity
from juesuan.language import Language
from juesuan.money import FEN_OF_WAN

Row = Mapping[str, Any]
# How it is told what stands against the printed words, where that is no wording of the document.
_AGAINST = {sentence(name): "check_points_elsewhere" for name in ("more", "less", "equal")}
_AGAINST[sentence("no_amount")] = "check_names_nothing"


def advised(identity: Identity, language: Language = "en") -> str:
    """What to do about a check of the identity that does not hold."""
    if own := verdict_words().advice.get(identity.name):
        return own.text if language == "en" else own.text_zh
    kind = verdict_words().kinds[identity.kind]
    return kind.advice if language == "en" else kind.advice_zh


def message(
    identity: Identity, row: Row, language: Language = "en", what: str | None = None
) -> str:
    """What a verdict that is not exact says; `row` has its columns, those that are NA left out.

    `what` says what it is about, by default with the key of its column.
    """
    what = _what(row) if what is None else what
    if row["verdict"] == "not_checked":
        reason = verdict_words().reasons[row["reason"]]
        return sentence(
            "check_open" if what else "check_open_everywhere",
            language,
            what=what,
            reason=reason.text if language == "en" else reason.text_zh,
            formula=_formula(identity, row),
        )
    if "reported_text" in row or "computed_text" in row:
        sides = (
            row.get(name) or sentence("nothing") for name in ("reported_text", "computed_text")
        )
        printed, computed = (in_language(side, language) for side in sides)
        asked = row.get("computed_text") == sentence("published")
        alone = row.get("reported_text") in {sentence("a_row"), sentence("a_paragraph")}
        against = _AGAINST.get(row.get("computed_text", ""), "check_reads_differently")
        differs = "check_stands_alone" if alone else against
        return sentence(
            "check_finds_none" if asked else differs,
            language,
            what=what,
            printed=printed,
            **({} if asked else {"computed": computed}),
            formula=_formula(identity, row),
        )
    unit = row.get("unit", "")
    figures = {"printed": "reported", "computed": "computed", "residual": "residual"}
    return sentence(
        "check_exceeds" if identity.kind == "bound" else "check_differs",
        language,
        what=what,
        unit=unit,
        formula=_formula(identity, row),
        **{name: _number(row[column], unit) for name, column in figures.items()},
    )


def _number(value: float, unit: str) -> str:
    """A figure of a check: money with all its digits, percents with two decimals."""
    if unit == lexicon().money:
        return money(round(value * FEN_OF_WAN))
    return f"{value:,.2f}" if unit == "%" else f"{value:,g}"


def _what(row: Row) -> str:
    """What a verdict is about, with the key of its column."""
    words = [_title(row)]
    words += [row.get(name) for name in ("code", "name", "measure", "about")]
    return " ".join(dict.fromkeys(str(word) for word in words if word))


def about(row: Row) -> str:
    """What a verdict is about, in the document's words: table, side, code, name, column."""
    side = wording().side_words.get(row.get("side", ""))
    heading = _heading(row.get("table"), row.get("measure"), _kind(row))
    words = (_title(row), side, row.get("code"), row.get("name"), heading)
    return " ".join(dict.fromkeys(str(word) for word in words if word))


def _formula(identity: Identity, row: Row) -> str:
    """The formula, with the titles that the tables have in documents of the row's kind."""
    account = lexicon().account
    if _kind(row) != account.budget:
        return identity.formula
    formula = identity.formula
    for accounts, budgets in _titles():
        formula = formula.replace(accounts, budgets)
    return formula.replace(account.kind, account.budget)


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """The titles of tables in accounts with those that they have in budgets, the longest first."""
    account = lexicon().account
    own, others = tables_of(account.kind), tables_of(account.budget)
    pairs = [(own[key].title, others[key].title) for key in own.keys() & others.keys()]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _kind(row: Row) -> str:
    return _kind_told(str(row.get("document_id", "")))


def _kind_told(document: str) -> str:
    """The kind of a document, which its id tells."""
    return ("", *document.split("-"))[-2]


def _title(row: Row) -> str | None:
    """The usual title of a verdict's table in documents of its kind."""
    table = row.get("table", "")
    known = tables_of(_kind(row)).get(table) or tables().get(table)
    return known.title if known else None


def place(cell: str, document: str = "") -> str:
    """A cell's name in the words of its document; names of other frames' cells stay as they are.

    >>> place("expenditure/2012901/basic")
    '支出决算表 2012901 基本支出'
    >>> place("expenditure/2012901/basic", "青川市教育局-2024-预算-0a1b2c3d")
    '支出预算总表 2012901 基本支出'
    >>> place("expenditure/201..2012901/+1")
    '支出决算表 201–2012901'
    """
    kind, named = _kind_told(document), named_cell(cell)
    if block := named_block(cell):
        ends = (row_word(block.table, row) for row in (block.first, block.last))
        title = _title({"table": block.table, "document_id": document})
        words = [title, block.side, "–".join(ends)]
    elif named:
        row, heading = row_word(named.table, named.row), _heading(named.table, named.measure, kind)
        title = _title({"table": named.table, "document_id": document})
        words = [title, named.side, row, heading]
    else:
        return cell
    words[1] = wording().side_words.get(words[1] or "")
    return " ".join(word for word in words if word)


def row_word(table: str, key: str) -> str:
    """A row of a table by its code or its line's usual name."""
    if table not in tables():
        return key
    lines = {line.key: line.names[0] for line in tables()[table].lines}
    return lines.get(key, lexicon().total if key == "total" else key)


def _heading(table: str | None, measure: str | None, kind: str | None = None) -> str | None:
    """The heading of a column as the form prints it, that of documents of a kind first."""
    if table not in tables() or measure is None:
        return measure
    own = tables_of(kind).get(table, tables()[table])
    return (own.headings.get(measure) or tables()[table].headings.get(measure, (measure,)))[0]


def figure(row: Row, name: str, language: Language = "en") -> str | None:
    """A figure with its unit, money exact; where it is none, the wording."""
    if f"{name}_text" in row:
        return in_language(str(row[f"{name}_text"]), language)
    if f"{name}_fen" in row:
        return f"{money(int(row[f'{name}_fen']))} {lexicon().money}"
    if name in row:
        whole, _, decimals = f"{row[name]:,.{_decimals(row)}f}".partition(".")
        decimals = decimals.rstrip("0")
        return f"{whole}{'.' if decimals else ''}{decimals} {row.get('unit', '')}".strip()
    return None


def _decimals(row: Row) -> int:
    """The decimals that a figure is told with: of a percent those that are printed, or two."""
    if row.get("unit") != "%":
        return 4
    printed = f"{row.get('reported', 0):.4f}".rstrip("0").partition(".")[2]
    return max(2, len(printed))


def money(fen: int) -> str:
    """分 as 万元 with all digits that are not zero, at least two decimals.

    >>> money(533_260_000), money(1)
    ('533.26', '0.000001')
    """
    whole, _, decimals = f"{Decimal(fen) / FEN_OF_WAN:,.6f}".partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<2}"
