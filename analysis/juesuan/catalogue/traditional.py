"""Traditional characters as the simplified ones in which the catalogue is written."""

from __future__ import annotations

from juesuan.catalogue.files import once, text
from juesuan.errors import CatalogueError


@once
def traditional() -> dict[str, str]:
    """Traditional characters → simplified ones, as far as the catalogue's words need them."""
    file = "traditional.txt"
    lines = text(file).splitlines()[1:]
    above, below = lines[::2], lines[1::2]
    if list(map(len, above)) != list(map(len, below)):
        raise CatalogueError("a line has more signs than the one it belongs to", source=file)
    pairs = list(zip("".join(above), "".join(below), strict=True))
    if len(dict(pairs)) != len(pairs):
        raise CatalogueError("a sign stands there twice", source=file)
    return dict(pairs)
