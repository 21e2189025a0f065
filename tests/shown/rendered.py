"""Pages made from data: `python -m tests.shown.rendered` writes all of them anew.

The dictionaries (frames, problems) are rendered by the package; the identities and the ledger of
what has to be disclosed, here.
"""

import json
from collections.abc import Callable, Iterator

from juesuan.catalogue.disclosure import ledger
from juesuan.schema.render import PAGES as DICTIONARIES
from tests.rooms import ROOT

_MADE = "Made from the files of `{}`; do not edit by hand: `python -m tests.shown.rendered`.\n"


def identities_markdown() -> str:
    """Every identity by suite: its name, what it says, where that is from."""
    return "\n".join(_identities())


def _identities() -> Iterator[str]:
    yield "# Identities\n"
    yield "每项校验的名称、公式和依据 · The name, the formula and the source of every check.\n"
    yield _MADE.format("expectations/")
    for path in sorted((ROOT / "expectations").rglob("*.json")):
        suite = json.loads(path.read_text(encoding="utf-8"))
        title = suite.get("meta", {}).get("title")
        yield f"## {path.relative_to(ROOT / 'expectations').with_suffix('').as_posix()}\n"
        if title:
            yield f"{title}\n"
        yield "| identity | formula | source |"
        yield "|---|---|---|"
        for each in suite["expectations"]:
            meta = each["meta"]
            told = " | ".join(_cell(meta.get(key, "")) for key in ("formula", "source"))
            yield f"| `{meta['identity']}` | {told} |"
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def disclosure_markdown() -> str:
    """Every item of the ledger: what a document has to disclose."""
    return "\n".join(_disclosure())


def _disclosure() -> Iterator[str]:
    yield "# Disclosure ledger\n"
    yield "决算、预算公开的应公开事项（财预〔2016〕143号等）。`doc.disclosure` 逐项说明有或缺。\n"
    yield "What a document has to disclose, beside the official tables. `doc.disclosure` says"
    yield "of each item whether it is present, declared none, absent, attached or not required.\n"
    yield _MADE.format("analysis/juesuan/catalogue/data/disclosure.toml")
    for heading, planned in (("A final account (决算)", False), ("A budget (预算)", True)):
        yield f"## {heading}\n"
        yield "| item | group | in Chinese | what it is | since |"
        yield "|---|---|---|---|---|"
        for item in ledger().asked_of(planned=planned):
            told = f"{item.title_zh} | {_cell(item.title)} | {item.since or ''}"
            yield f"| `{item.key}` | {item.group} | {told} |"
        yield ""


PAGES: dict[str, Callable[[], str]] = {
    **DICTIONARIES,
    "identities.md": identities_markdown,
    "disclosure.md": disclosure_markdown,
}


def main() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
