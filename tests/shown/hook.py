"""What the site's build does beside mkdocs: a language for each page, links out of docs/ refused.

A page under zh/ gets the Chinese words of the theme and the Chinese part of the navigation, another
the English ones; the switch of languages leads to the same page where there is one. Links to
files of the repository that are no pages (CONTRIBUTING.md, expectations/) become their names.
"""

import re
from typing import Any

from mkdocs.structure.nav import Navigation

_OUTSIDE = re.compile(r"\[([^\]]+)\]\(((?:\.\./)+(?!(?:\.\./)*docs/)[^)]+)\)")
# A drawing that only a program from the network could draw; the table below it tells the same.
_DRAWING = re.compile(r"^```mermaid\n.*?^```\n", re.DOTALL | re.MULTILINE)
_PARTS = {"en": 0, "zh": 1}


def _language(page: Any) -> str:
    return "zh" if page.file.src_uri.startswith("zh/") else "en"


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Name the files that the repository has and the site has not, and leave drawings out."""

    def named(match: re.Match[str]) -> str:
        depth = page.file.src_uri.count("/")
        outside = match[2].count("../") > depth
        return match[1] if outside else match[0]

    return _OUTSIDE.sub(named, _DRAWING.sub("", markdown))


def on_page_context(context: dict[str, Any], *, page: Any, config: Any, nav: Any) -> dict[str, Any]:
    """Speak the page's language."""
    language = _language(page)
    config.theme["language"] = language
    part = nav.items[_PARTS[language]]
    context["nav"] = Navigation(part.children, nav.pages)
    return context
