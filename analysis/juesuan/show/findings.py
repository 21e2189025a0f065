"""Findings as a person reads them: how grave, where, both figures, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.terms import SEVERITIES
from juesuan.catalogue.verdict_words import in_language, severity_word
from juesuan.frames.spot import spot
from juesuan.identities.causes import known_identities
from juesuan.identities.cell_names import SEPARATOR
from juesuan.identities.spoken import about, figure, place
from juesuan.language import Language, options
from juesuan.schema.plain_rows import plain_rows


@dataclass(frozen=True)
class Finding:
    """A row of `findings` in one language; what is not known is None.

    `printed`, `against` and `difference` are texts: figures with their unit, or wordings, between
    which there is no difference. `cells` are named as in the frame, `places` in Chinese. `where`
    is the place in words, `row` the line of a text or the row of a sheet.
    """

    document_id: str
    rank: int
    severity: str
    kind: str
    identity: str | None
    formula: str | None
    table: str | None
    title: str | None
    message: str
    page: int | None
    row: int | None
    where: str
    printed: str | None
    against: str | None
    difference: float | None
    cells: tuple[str, ...]
    places: tuple[str, ...]
    suspect: str | None
    verdicts: int
    problems: int
    hint: str | None

    @property
    def line(self) -> str:
        """The finding on one line that is safe to print."""
        places = listed([part for part in (self.document_id, self.where) if part])
        severity = severity_word(self.severity, options.language)
        said = say("colon").join([places, severity, self.message])
        return one_line(f"{said}{say('end_of_sentence')}{self.hint or ''}")


def findings(
    frame: pd.DataFrame, language: Language | None = None, least: str = SEVERITIES[-1]
) -> Iterator[Finding]:
    """The rows of the frame `findings` that are at least as grave as `least`.

    In a language, that of the options by default.
    """
    language = language or options.language
    wanted = SEVERITIES[: SEVERITIES.index(least) + 1]
    zh = "_zh" * (language == "zh")
    for row in plain_rows(frame[frame["severity"].isin(wanted)]):
        known = {key: value for key, value in row.items() if value is not None}
        identity = known_identities().get(known.get("identity", ""))
        cells = tuple(known["cells"].split(SEPARATOR)) if "cells" in known else ()
        suspects = known["suspect"].split(SEPARATOR) if "suspect" in known else []
        same = {name: known.get(name) for name in _SAME}
        sides = {name: in_language(known[name], language) for name in _SIDES if name in known}
        yield Finding(
            **same | dict.fromkeys(_SIDES) | sides,  # type: ignore[arg-type]
            formula=identity.formula if identity else None,
            message=known[f"message{zh}"],
            where=known.get(f"place{zh}", ""),
            cells=cells,
            places=tuple(place(cell, known["document_id"]) for cell in cells),
            suspect=" / ".join(place(cell, known["document_id"]) for cell in suspects) or None,
            hint=known.get(f"hint{zh}"),
        )


_SAME = (
    "document_id", "rank", "severity", "kind", "identity", "table", "title", "page", "row",
    "difference", "verdicts", "problems",
)  # fmt: skip
_SIDES = ("printed", "against")


def told(row: Mapping[Any, Any], language: Language | None = None) -> str:
    """A row of the frame `findings` in words: how grave, where, what."""
    language = language or options.language
    zh = "_zh" * (language == "zh")
    where = row[f"place{zh}"]
    parts = [severity_word(row["severity"], language)]
    parts += [] if pd.isna(where) else [str(where)]
    return say("colon").join([*parts, str(row[f"message{zh}"])])


def noted(row: Mapping[Any, Any]) -> str:
    """A row of the frame `findings` as a note: how grave, what, what to do."""
    zh = "_zh" * (options.language == "zh")
    severity = severity_word(row["severity"], options.language)
    said = severity + say("colon") + str(row[f"message{zh}"])
    hint = row[f"hint{zh}"]
    return said if pd.isna(hint) else f"{said}{say('end_of_sentence')}{hint}"


@dataclass(frozen=True)
class Rate:
    """A printed rate whose base is 0: whose, of what, where."""

    document_id: str
    about: str
    printed: str | None
    formula: str
    where: str


def rates(verdicts: pd.DataFrame, documents: pd.DataFrame) -> Iterator[Rate]:
    """Each row of `verdicts`, all of them on a base of 0; `documents` tell the media."""
    readers = dict(zip(documents["document_id"], documents["reader"], strict=True))
    for row in plain_rows(verdicts):
        known = {key: value for key, value in row.items() if value is not None}
        document = known["document_id"]
        formula = known_identities()[known["identity"]].formula
        where = spot(known, readers.get(document))
        yield Rate(document, about(known), figure(known, "reported"), formula, where)


def one_line(text: str) -> str:
    """The text with line breaks and signs that a terminal would obey made spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
