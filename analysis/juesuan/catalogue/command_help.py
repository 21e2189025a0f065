"""What the help of the commands says, from `commands.toml`."""

from __future__ import annotations

import msgspec

from juesuan.catalogue.files import once
from juesuan.catalogue.remarks import Said
from juesuan.catalogue.strict import toml_as


class Command(Said, frozen=True):
    """A command: its help, and what each option and argument means by the parameter's name."""

    options: dict[str, Said] = msgspec.field(default_factory=dict)


@once
def commands() -> dict[str, Command]:
    """The commands by name; `juesuan` has the options of all."""
    return toml_as("commands.toml", dict[str, Command])
