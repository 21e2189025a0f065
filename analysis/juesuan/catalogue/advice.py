"""What to do about a check that does not hold, by its identity or the kind of it."""

from __future__ import annotations

from functools import cache

from juesuan.catalogue.remarks import Said, entries


@cache
def advice() -> dict[str, Said]:
    """Kind of an identity, or its name where that tells more → what a person can do."""
    return entries("advice.toml", Said)
