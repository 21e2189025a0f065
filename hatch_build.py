"""The description that a package index shows: README.md without what only a clone has.

An index serves no files beside the description, so that its pictures and relative links would lead
nowhere. A link becomes its words with the file's name, which the source archive has.
"""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

_PICTURE = re.compile(r"^!\[[^\]]*\]\((?!https?:)[^)]*\)\n+", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)]+)\)")


def description(readme: str) -> str:
    """The text of README.md as it reads by itself."""
    return _LINK.sub(_named, _PICTURE.sub("", readme))


def _named(link: re.Match[str]) -> str:
    words, place = link[1], link[2]
    return words if words == place else f"{words} (`{place}`)"


class Description(MetadataHookInterface):
    """Gives the project its description."""

    def update(self, metadata: dict) -> None:
        """Set `readme`, which pyproject.toml calls dynamic."""
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": description(readme)}
