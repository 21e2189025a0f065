"""What reprs, the console and the report say, from `shown.toml`, in the language of the options."""

from __future__ import annotations

from juesuan.catalogue.files import once
from juesuan.catalogue.remarks import Said, Value, entry_of, filled, refuse_other_values
from juesuan.catalogue.remarks import placeholders as placeholders_of
from juesuan.catalogue.strict import toml_as
from juesuan.language import options


@once
def shown() -> dict[str, Said]:
    """The texts by name."""
    return toml_as("shown.toml", dict[str, Said])


def say(name: str, /, **values: Value | float) -> str:
    """A text with its values.

    Raises `CatalogueError` where its name or its values are not those of the catalogue.

    >>> say("amounts_counted", count=1), say("amounts_counted", count=1200)
    ('1 amount', '1,200 amounts')
    """
    text = entry_of(shown(), name, "text")
    given = tuple(values.items())
    refuse_other_values(name, given, placeholders_of(text.text))
    return filled(str(text), given, options.language)


def listed(parts: list[str]) -> str:
    """Parts of a list with what stands between them."""
    return say("comma").join(parts)
