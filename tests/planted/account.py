"""A made account with a fault planted in its text, and what is said of it."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import juesuan
from juesuan.catalogue.problems import kind_of, problem_texts

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@cache
def text() -> str:
    return (FIXTURES / "planted_account.txt").read_text(encoding="utf-8")


def planted(fault: dict) -> juesuan.Document:
    """The account with a fault: texts (`swap`) printed once, or wherever they stand (`every`)."""
    changed = text()
    for old, new in fault["swap"]:
        assert old in changed, old
        changed = changed.replace(old, new, -1 if fault.get("every") else 1)
    return juesuan.read(changed.encode(), name=fault.get("name", "made.txt"))


def said(document: juesuan.Document) -> Counter[str]:
    """The checks that do not hold, and the problems by the names of their texts."""
    wrong, problems = document.verdicts.query("verdict == 'inconsistent'"), document.problems
    named = map(_name, problems["kind"], problems["message"])
    return Counter([*wrong["identity"], *named])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What a problem of each name may say; of two that fit, the one with more words of its own."""
    pieces = {name: re.split(r"\{[^}]*\}", text.message) for name, text in problem_texts().items()}
    longest = sorted(pieces, key=lambda name: -sum(map(len, pieces[name])))
    return {
        name: re.compile(".*".join(map(re.escape, pieces[name])), re.DOTALL) for name in longest
    }


def _name(kind: str, message: str) -> str:
    """The name of the text of a problem."""
    return next(
        name
        for name, pattern in _patterns().items()
        if kind_of(name) == kind and pattern.fullmatch(message)
    )
