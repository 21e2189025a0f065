"""Which columns a form has: its measures in their order, with the headings above them."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue import Form, Table
from juesuan.catalogue.form_title import of_kind
from juesuan.catalogue.forms import BELOW, measure_of
from juesuan.show.merged_headings import Path


def columns_of(
    table: Table, side: str | None, measures: Sequence[str], kind: object, *, name_groups: bool
) -> dict[str, Path]:
    """The measures of one side → the headings above each, outermost first.

    In the order of the form that has these measures; no measures are those of the usual form. A
    budget's `kind` has headings of its own.
    With `name_groups` a group without a heading bears that of its first column.
    """
    form = _form(table, measures)
    if form is None:
        return {name: _path(table, name, kind) for name in measures}
    groups = _groups(table, form, kind, name_groups=name_groups) if side is None else {}
    columns = form.income_columns if side == "income" else form.columns
    own = dict.fromkeys(map(measure_of, columns))
    return {name: (*groups.get(name, ()), *_path(table, name, kind)) for name in own}


def _path(table: Table, measure: str, kind: object) -> Path:
    return tuple(of_kind(table.heading(measure), kind).split(BELOW))


def _form(table: Table, measures: Sequence[str]) -> Form | None:
    """The form with these columns; of two-sided tables, else one that has them among others."""
    if not measures:
        return table.forms[0]
    wanted = set(measures)
    known = [
        (form, {measure_of(name) for name in (*form.columns, *form.income_columns)})
        for form in table.forms
    ]
    if table.shape == "two_sided":
        known.sort(key=lambda pair: (pair[1] != wanted, not wanted <= pair[1]))
        return known[0][0]
    return next((form for form, own in known if own == wanted), None)


def _groups(table: Table, form: Form, kind: object, *, name_groups: bool) -> dict[str, Path]:
    """The heading of the group that a measure stands in."""
    name = next((name for name in form.outer if name in table.headings and name[0] == "@"), None)
    if name is not None:
        return dict.fromkeys(form.inner, (of_kind(table.heading(name), kind),))
    if name_groups and form.inner:
        return dict.fromkeys(form.inner, (of_kind(table.heading(form.inner[0]), kind),))
    return {}
