"""What to do about a check that does not hold, by its identity or the kind of it."""

from __future__ import annotations

from juesuan.catalogue.files import once
from juesuan.catalogue.remarks import Said
from juesuan.catalogue.strict import Entry, exactly, toml_as
from juesuan.catalogue.terms import KINDS


class Advice(Entry, frozen=True):
    """Kind of an identity → what a person can do, and name of one where that tells more."""

    kinds: dict[str, Said]
    identities: dict[str, Said]

    def __post_init__(self) -> None:
        exactly(self.kinds, KINDS, "kind of identity")


@once
def advice() -> Advice:
    """The entries of `advice.toml`."""
    return toml_as("advice.toml", Advice)
