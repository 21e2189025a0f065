"""The words of Data Docs: what an identity claims, what was found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from juesuan.catalogue import tables
from juesuan.catalogue.levels import WORDS
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import DIGITS
from juesuan.identities.judgement import REASONS


def prescribed(claim: str, arguments: Mapping[str, Any], meta: Mapping[str, Any]) -> str:
    """The claim with its table, formula and source.

    “In each row of 收入决算表 the columns add up to their total: … (source: form note: 1栏＝…).”
    """
    known = {key: _word(value) for key, value in arguments.items()}
    words = claim.format_map(known)
    if meta.get("formula"):
        words += f": {meta['formula']}"
    return f"{words} (source: {meta['source']})." if meta.get("source") else f"{words}."


def observed(details: Mapping[str, Any]) -> str:
    """The counts: “12 exact, 1 within rounding, 0 inconsistent, 2 not checked (2: …)”."""
    verdicts = details["verdicts"]
    return (
        f"{verdicts['exact']:,} exact, {verdicts['rounding']:,} within rounding, "
        f"{verdicts['inconsistent']:,} inconsistent, {verdicts['not_checked']:,} not checked"
        f"{_reasons(details['reasons'])}"
    )


def unexpected(details: Mapping[str, Any]) -> str:
    """How many do not: “1 of 13 checks does not hold.”; nothing where all hold."""
    verdicts = details["verdicts"]
    wrong = verdicts["inconsistent"]
    if not wrong:
        return ""
    reached = sum(verdicts.values()) - verdicts["not_checked"]
    shown = len(details["findings"])
    first = f" The first {shown}:" if shown < wrong else ""
    return f"{wrong:,} of {reached:,} checks {'does' if wrong == 1 else 'do'} not hold.{first}"


def finding_rows(details: Mapping[str, Any]) -> list[list[str]]:
    """The first findings: document, message."""
    return [[finding["document_id"], finding["message"]] for finding in details.get("findings", ())]


def _reasons(reasons: Mapping[str, int]) -> str:
    words = "; ".join(f"{count:,}: {REASONS[reason]}" for reason, count in reasons.items())
    return f" ({words})" if words else ""


def _word(value: object) -> object:
    """A table by its title, a level by its character."""
    if isinstance(value, str):
        return tables()[value].title if value in tables() else _levels().get(value, value)
    return value


def _levels() -> dict[str, str]:
    return {"total": lexicon().total, **dict(zip(DIGITS, WORDS, strict=True))}
