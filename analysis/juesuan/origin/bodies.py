"""Names of organizations: cleaned, told from generic words, with their scope taken off."""

from __future__ import annotations

import re

import msgspec

from juesuan.catalogue.files import once
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.origin_wording import origin_wording


class Name(msgspec.Struct, frozen=True):
    """A name in plain characters without spaces, and 本级 or 汇总 where it says so."""

    text: str
    scope: str | None = None

    @property
    def is_body(self) -> bool:
        """It ends as the names of public bodies do."""
        return bool(_body().search(self.text))

    @property
    def is_placed(self) -> bool:
        """It begins with a place, a party or the nation."""
        return bool(origin_wording().name.begins.search(self.text))

    @property
    def place(self) -> str:
        """The name of a township's government as that of the township."""
        return origin_wording().name.seat.sub("", self.text)

    @property
    def is_torn(self) -> bool:
        """It begins as no name does: the line above has its beginning."""
        return bool(origin_wording().name.torn.search(self.text))


@once
def _body() -> re.Pattern[str]:
    return re.compile(origin_wording().name.ends + r"(?:\([^()]*\))?$")


@once
def _generic() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{word})" for word in origin_wording().name.generic))


def is_generic(text: str) -> bool:
    """Words for any department or unit, which name none."""
    return bool(_generic().fullmatch(text))


def name_in(text: str) -> Name | None:
    """The name that a piece of a title, caption or heading is; None where it is no name.

    >>> name_in("青川市数据管理局(本级)"), name_in("部门"), name_in("XX部门")
    (Name(text='青川市数据管理局', scope='本级'), None, None)
    """
    words = origin_wording().name
    text = words.placeholder.sub("", text.strip(':-—·.、_"“”'))
    text, scope = _without_scope(text)
    text = _closed(text)
    if not words.shortest <= len(text) <= words.longest:
        return None
    if words.signs.search(text) or is_generic(text):
        return None
    return Name(text, scope)


def scope_in(text: str) -> str | None:
    """The scope that a bracket of a text tells."""
    found = _bracket().search(text)
    return _scope(found["word"]) if found else None


@once
def _bracket() -> re.Pattern[str]:
    scopes = origin_wording().scope
    return re.compile(rf"\((?P<word>{scopes.main.pattern}|{scopes.consolidated.pattern})\)")


def _scope(word: str) -> str:
    called = lexicon().organizations
    return called.main if origin_wording().scope.main.fullmatch(word) else called.consolidated


def _without_scope(text: str) -> tuple[str, str | None]:
    found = _bracket().search(text)
    if found is None or found.end() < len(text):
        found = origin_wording().scope.bare.search(text)
    if found is None:
        return text, None
    word = next(filter(None, found.groups()))
    return text[: found.start()], _scope(word)


def _closed(text: str) -> str:
    """Without a bracket that is not closed, or not opened; one around the whole is taken off."""
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1]
    while text.count("(") > text.count(")"):
        text = text[: text.rindex("(")]
    while text.count(")") > text.count("("):
        text = text[text.index(")") + 1 :] if text.index(")") < text.find("(") else text[:-1]
    return text
