"""The columns of components in the order in which a heading names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import combinations

from msgspec import structs

from juesuan.catalogue import Form, Table
from juesuan.catalogue.forms import component_of, measure_of
from juesuan.catalogue.layouts import layouts
from juesuan.catalogue.levels import TOTAL
from juesuan.readers.characters import bare

Group = tuple[str, ...]


def as_printed(table: Table, form: Form, text: str, figures: Sequence[str] = ()) -> Form:
    """The form with its components in the heading's order, and further ones that it names.

    `text` is bare, `figures` are those of a row without columns, if there is one. A form whose
    components do not all stand in the heading stays as it is: what it leaves out or tears apart
    does not tell an order.
    """
    groups = list(_groups(table, form))
    places = _places(table, text)
    known = [key for group in groups for key in group]
    if form.listed or not known or any(key not in places for key in known):
        return form
    groups.sort(key=lambda group: places[group[0]])
    own = [
        key for group in groups for key in (group[0], *sorted(group[1:], key=places.__getitem__))
    ]
    # A heading over all of them stands in front of what stands beside it; they do not.
    first = min(places.get("", places[own[0]]), places[own[0]])
    # A sum over what stands beside the total too may bear its name: its place is the form's.
    over = _over(table, form)
    own_keys = ("", *known, *over)
    more = sorted((key for key in places if key not in own_keys), key=places.__getitem__)
    before = [key for key in more if places[key] < first]
    keys = [*over, *before, *own, *(key for key in more if key not in before)]
    columns = tuple(_columns(table, form, keys))
    if columns == form.columns:
        return form
    return _as_filled(table, form, structs.replace(form, written=columns), figures)


def _as_filled(table: Table, form: Form, shown: Form, figures: Sequence[str]) -> Form:
    """`shown`, the form in the heading's order, unless the figures add up in the form's own alone.

    A merged heading stands in a line above those beside it: in text, its place among these is lost.
    """
    if not figures or set(shown.columns) != set(form.columns):
        return shown
    groups = list(_groups(table, form))
    sums = [groups[0][:1] + tuple(group[0] for group in groups[1:])]
    sums += [group for group in groups[1:] if len(group) > 1]
    try:
        values = [Decimal(figure.replace(",", "")) for figure in figures]
    except InvalidOperation:
        return shown
    alone = not _adds_up(shown, sums, values) and _adds_up(form, sums, values)
    return form if alone else shown


def _adds_up(form: Form, sums: Sequence[Group], values: Sequence[Decimal]) -> bool:
    """Whether there are columns for the figures in which every sum holds, in each measure."""
    measures = dict.fromkeys(map(measure_of, form.columns))
    for columns in combinations(form.columns, len(values)):
        row = dict(zip(columns, values, strict=True))
        if all(
            row.get(f"{head}.{each}", 0) == sum(row.get(f"{part}.{each}", 0) for part in parts)
            for head, *parts in sums
            for each in measures
        ):
            return True
    return False


def _groups(table: Table, form: Form) -> Iterator[Group]:
    """The components of the form; one that is a sum in front of its parts."""
    keys = set(map(component_of, form.columns)) - {""}
    for entry in layouts().sheet.across.get(table.key, ()) if keys else ():
        group = (entry,) if isinstance(entry, str) else tuple(entry)
        if own := tuple(key for key in group if key in keys):
            yield own


def _over(table: Table, form: Form) -> list[str]:
    """The components of the form that are told from another of their name by standing behind it."""
    after = {line.key for line in table.lines if line.after}
    return [key for key in dict.fromkeys(map(component_of, form.columns)) if key in after]


def _places(table: Table, text: str) -> dict[str, int]:
    """Where each component is named first, and what heads them (""); the longest names first."""
    names = [
        (bare(name), "" if line.heads else line.key) for line in table.lines for name in line.names
    ]
    names.append((layouts().words.sum, TOTAL))
    places: dict[str, int] = {}
    for name, key in sorted(names, key=lambda pair: -len(pair[0])):
        at = text.find(name)
        if at >= 0:
            places[key] = min(at, places.get(key, at))
            text = text.replace(name, "\0" * len(name))
    return places


def _columns(table: Table, form: Form, keys: Sequence[str]) -> Iterator[str]:
    """A column for each measure of each component, by component or by measure as in the form."""
    measures = tuple(dict.fromkeys(map(measure_of, form.columns)))
    lacking = {(line.key, measure) for line in table.lines for measure in line.without}
    pairs = [(key, measure) for key in keys for measure in measures]
    if component_of(form.columns[0]) != component_of(form.columns[1]):
        pairs = [(key, measure) for measure in measures for key in keys]
    return (f"{key}.{measure}" for key, measure in pairs if (key, measure) not in lacking)
