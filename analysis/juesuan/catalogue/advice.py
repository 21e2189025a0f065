"""What to do about a check that does not hold, by the kind of its identity."""

from __future__ import annotations

from functools import cache

from juesuan.catalogue.files import toml


@cache
def advice() -> dict[str, str]:
    """Kind of an identity → what a person can do."""
    return dict(toml("advice.toml"))
