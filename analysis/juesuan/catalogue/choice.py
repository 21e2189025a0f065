"""Words that a caller chose: one that is not among the choices is an error that says what is."""

from __future__ import annotations

from collections.abc import Collection

from juesuan.catalogue.strict import nearest
from juesuan.errors import UnknownChoice, UnknownName


def chosen(value: str, allowed: Collection[str], what: str) -> str:
    """The value, which is one of the choices of an option.

    Raises `UnknownChoice` that names the option, the nearest choice and all of them.

    >>> chosen("section", ["class", "section"], "level")
    'section'
    """
    if value not in allowed:
        near = nearest(str(value), allowed)
        hint = f"There are {', '.join(allowed)}." if near.endswith("?") else None
        raise UnknownChoice(f"there is no {what} {value!r}{near}", hint=hint)
    return value


def unknown(
    name: object, allowed: Collection[str], what: str, hint: str | None = None
) -> UnknownName:
    """The error for the name of something that does not exist, with the nearest name."""
    near = nearest(str(name), allowed)
    return UnknownName(f"there is no {what} {name!r}{near}", hint=hint)
