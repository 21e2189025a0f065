"""What the site's build does beside mkdocs: a language for each page, links out of docs/ named.

A page under zh/ gets the Chinese words of the theme and the Chinese part of the navigation, another
the English ones; the switch of languages leads to the same page where there is one. Links to
files of the repository that are no pages (CONTRIBUTING.md, expectations/) become their names.
"""

import re
from typing import Any

from mkdocs.structure.nav import Navigation

_OUTSIDE = re.compile(r"\[([^\]]+)\]\(((?:\.\./)+[^)]+)\)")
# A drawing that only a program from the network could draw; the table below it tells the same.
_DRAWING = re.compile(r"^```mermaid\n.*?^```\n", re.DOTALL | re.MULTILINE)
# language → its name, the folder of its pages, and its part of the navigation
_LANGUAGES = {"en": ("English", "", 0), "zh": ("中文", "zh/", 1)}
_pages: set[str] = set()


def on_files(files: Any, **_: Any) -> None:
    """Remember which pages there are."""
    _pages.update(file.src_uri for file in files.documentation_pages())


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Name the files that the repository has and the site has not, and leave drawings out."""
    depth = page.file.src_uri.count("/")

    def named(match: re.Match[str]) -> str:
        return match[1] if match[2].count("../") > depth else match[0]

    return _OUTSIDE.sub(named, _DRAWING.sub("", markdown))


def on_page_context(context: dict[str, Any], *, page: Any, config: Any, nav: Any) -> dict[str, Any]:
    """Speak the page's language."""
    here = page.file.src_uri
    language = "zh" if here.startswith("zh/") else "en"
    config.theme["language"] = language
    context["nav"] = Navigation(nav.items[_LANGUAGES[language][2]].children, nav.pages)
    name = here.removeprefix("zh/")
    config.extra["alternate"] = [
        {"name": called, "lang": each, "link": _address(folder, name)}
        for each, (called, folder, _) in _LANGUAGES.items()
    ]
    return context


def _address(folder: str, name: str) -> str:
    page = folder + name if folder + name in _pages else f"{folder}index.md"
    return f"./{page.removesuffix('.md')}.html"
