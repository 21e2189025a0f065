"""The official ratios of a document (财预〔2013〕53号), each with its inputs and its basis."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from juesuan.catalogue.headline_wording import BEFORE, CHANGE, Basis, Ratio, headline_wording
from juesuan.catalogue.remarks import Said, Value, filled
from juesuan.language import LANGUAGES, Language
from juesuan.measures.headline import Frames, stated
from juesuan.measures.staff import staff
from juesuan.money import in_wan
from juesuan.schema import from_records
from juesuan.schema.plain_rows import plain_rows

# What a document tells: amounts in 分 by their names, or numbers of people by what they count.
Told = Mapping[str, int]


def ratios(source: Frames) -> pd.DataFrame:
    """One row a document and ratio: `value` in percent, with the figures that it divides.

    Columns: `document_id`, `ratio`, `value`, `numerator`, `denominator` (万元, or people),
    `numerator_fen`, `denominator_fen` (NA for people), `basis` and `basis_zh` (which figures these
    are; both are of one kind of funds), `reason` and `reason_zh` (why the value is NA: a figure is
    missing, the denominator is 0, the budget is of other funds).
    """
    money = _money(stated(source, headline_wording().every))
    people: dict[str, dict[str, int]] = {}
    for row in plain_rows(staff(source)):
        people.setdefault(row["document_id"], {})[row["item"]] = row["count"]
    return from_records(
        "ratios",
        (
            {"document_id": document, "ratio": ratio.name}
            | ratio_columns(ratio, told, people.get(document, {}))
            for document, told in money.items()
            for ratio in headline_wording().ratios
        ),
    )


def _money(told: pd.DataFrame) -> dict[str, dict[str, int]]:
    """The amounts in 分 by document and name, and those of last year that follow from changes."""
    known = told.select_dtypes("Int64")
    for name in map(str, known):
        if name.endswith(CHANGE):
            figure = name.removesuffix(CHANGE)
            known = known.assign(**{figure + BEFORE: known[figure] - known[name]})
    rows = known.to_dict("index")
    return {
        str(document): {str(name): int(fen) for name, fen in row.items() if pd.notna(fen)}
        for document, row in rows.items()
    }


def ratio_columns(ratio: Ratio, money: Told, people: Told) -> dict[str, Any]:
    """The columns of a ratio by the first basis that is told, else by the one nearest to it.

    `money` holds amounts in 分 by the names of figures, `people` numbers by what they count.
    """
    tried = [_by(basis, money, people) for basis in ratio.bases]
    return min(tried, key=lambda row: (row["value"] is None, row.pop("missing")))


def _by(basis: Basis, money: Told, people: Told) -> dict[str, Any]:
    """The columns of a ratio by one basis, and how many of its figures are missing."""
    of_people = basis.denominator in people or basis.numerator in people
    told = people if of_people else money
    # What follows from a change is not missing beside it.
    missing = [name for name in basis.parts if name not in told and not name.endswith(BEFORE)]
    above, below = told.get(basis.numerator), told.get(basis.denominator)
    if above is not None and basis.less:
        above = above - told[basis.less] if basis.less in told else None
    other = basis.same is not None and len({money.get(name) for name in basis.same}) > 1
    sound = not missing and not other
    value = 100 * above / below if sound and above is not None and below else None
    row: dict[str, Any] = {"value": value, "missing": len(missing) + other}
    for side, figure in (("numerator", above), ("denominator", below)):
        row[f"{side}_fen"] = None if of_people else figure
        row[side] = figure if figure is None or of_people else in_wan(figure)
    for language in LANGUAGES:
        end = "_zh" if language == "zh" else ""
        row[f"basis{end}"] = _basis(basis, language)
        row[f"reason{end}"] = None if value is not None else _reason(missing, language, other=other)
    return row


def _basis(basis: Basis, language: Language) -> str:
    above = _called(basis.numerator, language)
    if basis.less:
        above = _said("less", language, numerator=above, less=_called(basis.less, language))
    below = _called(basis.denominator, language)
    return _said("divided", language, numerator=above, denominator=below)


def _reason(missing: list[str], language: Language, *, other: bool) -> str:
    if missing:
        return _said("missing", language, parts=tuple(_called(name, language) for name in missing))
    return _said("other_fund" if other else "zero", language)


def _called(name: str, language: Language) -> str:
    title = headline_wording().title(name, language)
    return title[:1].lower() + title[1:]


def _said(name: str, language: Language, **values: Value) -> str:
    said: Said = headline_wording().said[name]
    text = said.text_zh if language == "zh" else said.text
    return filled(text, tuple(values.items()), language)
