"""Names of a functional path (类, 款, 项) → its code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property

from juesuan.catalogue import classification
from juesuan.catalogue.levels import path_of
from juesuan.catalogue.restates import restates
from juesuan.catalogue.terms import DIGITS
from juesuan.readers.characters import bare

# What gives a code.
TABLE, CLASSIFICATION, PROSE = "table", "classification", "prose"

Path = tuple[str, str, str]


class CodeNames:
    """Finds codes by names: first in the document's own tables, else in the classification.

    `pairs` are the document's own functional codes and names, `year` chooses the names in force.

    >>> names = CodeNames([("201", "一般公共服务支出"), ("20129", "群众团体事务"),
    ...                    ("2012901", "行政运行")], 2022)
    >>> names.resolve("一般公共服务支出", "群众团体事务", "行政运行")
    '2012901'
    """

    def __init__(self, pairs: Iterable[tuple[str, str]], year: int | None) -> None:
        self._official, self._year = _in_force(year), year
        self._ever = _ever()
        own: dict[str, set[str]] = {}
        self._printed: dict[str, str] = {}
        for code, name in pairs:
            self._printed.setdefault(code, name)
            own.setdefault(code, set(self._ever.get(code, ()))).add(_key(name))
        self._own = _Index(own)
        self._told: dict[Path, tuple[str | None, str | None]] = {}

    def resolve(self, class_name: str, section_name: str, item_name: str) -> str | None:
        """The code of the path, None where none or more than one fits; see `told`."""
        return self.told(class_name, section_name, item_name)[0]

    def told(
        self, class_name: str, section_name: str, item_name: str
    ) -> tuple[str | None, str | None]:
        """The code of the path and what gives it: this document's `table`, or the `classification`.

        Both are None where none or more than one code fits. A name that is not printed is "". A
        path with no 项 is that of a 款 or 类.
        """
        path = (class_name, section_name, item_name)
        if path not in self._told:
            self._told[path] = self._found((_key(class_name), _key(section_name), _key(item_name)))
        return self._told[path]

    def _found(self, path: Path) -> tuple[str | None, str | None]:
        if not any(path):
            return None, None
        for known, called in ((self._own, TABLE), (self._official, CLASSIFICATION)):
            if len(found := known.matches(path)) == 1:
                return found[0], called
            if found:
                return None, None
        code = self._only_item(path) or self._shuffled(path)
        return code, TABLE if code else None

    def name(self, code: str) -> str | None:
        """What the document calls a code, else the classification of its year."""
        return self._printed.get(code) or classification("functional").name(code, self._year)

    def spelled(self, text: str) -> Path | None:
        """The document's own 类, 款 and 项 whose names run together make up a text."""
        return self._spelled.get(bare(text))

    @cached_property
    def _spelled(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for code, item in self._printed.items():
            class_code, section_code, *own = (*path_of(code), "", "")
            if code in own and {class_code, section_code} <= self._printed.keys():
                path = (self._printed[class_code], self._printed[section_code], item)
                found["".join(map(bare, path))] = path
                found["".join(map(_key, path))] = path
        return found

    def _only_item(self, path: Path) -> str | None:
        """The one 项 of that name in the document, though its 类 or 款 is called otherwise.

        行政运行 stands below nearly every 款: such a name needs a 类 or 款 that fits.
        """
        item = ("", "", path[2])
        found = self._own.matches(item) if path[2] else []
        if len(found) != 1:
            return None
        code = found[0]
        if len(self._official.matches(item)) <= 1 or self._fits(code, path):
            return code
        return None

    def _shuffled(self, path: Path) -> str | None:
        """The one 项 of the document below the named 款 whose name has the same signs, shuffled.

        一般行政事务管理 is 一般行政管理事务: such a slip of the pen names one 项, and no other.
        """
        section, signs = path[1], sorted(path[2])
        found = [
            code
            for code, name in self._printed.items()
            if len(code) == DIGITS["item"]
            and sorted(_key(name)) == signs
            and section in self._own.names.get(code[: DIGITS["section"]], ())
        ]
        return found[0] if len(found) == 1 and signs else None

    def _fits(self, code: str, path: Path) -> bool:
        class_code, section_code, _ = path_of(code)
        own = self._own.names.get(section_code, set()) | self._ever.get(section_code, set())
        if path[1] in own:
            return True
        sections = (names for at, names in self._ever.items() if len(at) == len(section_code))
        elsewhere = any(path[1] in names for names in sections)
        above = self._own.names.get(class_code, set()) | self._ever.get(class_code, set())
        return path[0] in above and not elsewhere


@cache
def _in_force(year: int | None) -> _Index:
    """The whole classification with the names of a year."""
    official = classification("functional")
    return _Index({code: {_key(official.name(code, year) or "")} for code in official.entries})


@cache
def _ever() -> dict[str, set[str]]:
    """Code → every name that it has had."""
    official = classification("functional")
    return {code: {_key(name) for name in official.names(code)} for code in official.entries}


def _key(name: str) -> str:
    known = restates()
    words = bare(name)
    for sign, other in known.alike.items():
        words = words.replace(sign, other)
    return words.removesuffix(known.optional_ending)


class _Index:
    """Codes with their names, found by their name and number of digits."""

    def __init__(self, names: dict[str, set[str]]) -> None:
        self.names = names
        self._codes: dict[tuple[int, str], list[str]] = {}
        for code, own in names.items():
            for name in own:
                self._codes.setdefault((len(code), name), []).append(code)

    def matches(self, path: Path) -> Sequence[str]:
        """Codes of the path's level all of whose printed names fit."""
        last = max(at for at, name in enumerate(path) if name)
        ends = tuple(DIGITS.values())
        found: Sequence[str] = self._codes.get((ends[last], path[last]), ())
        for name, end in zip(path[:last], ends, strict=False):
            if name:
                found = [code for code in found if name in self.names.get(code[:end], ())]
        return found
