"""The frame `findings`: what a person should decide about, one row a cause, weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import pandas as pd

from juesuan.catalogue.problems import kinds_together
from juesuan.catalogue.terms import SEVERITIES
from juesuan.catalogue.verdict_words import in_language, sentence, verdict_words
from juesuan.frames.spot import spot
from juesuan.identities.causes import causes, grown_from_nothing, known_identities
from juesuan.identities.cell_names import SEPARATOR, named_block, named_cell
from juesuan.identities.diagnosis import repair_in_words, shift_in_words
from juesuan.identities.judgement import TOLD
from juesuan.identities.misstated import Misprint, misprint_of
from juesuan.identities.spoken import about, advised, figure, message, place
from juesuan.identities.stated_figures import figures_of
from juesuan.language import Language
from juesuan.money import FEN_OF_WAN, in_wan
from juesuan.schema import from_records
from juesuan.schema.plain_rows import plain_rows

Row = Mapping[str, Any]
# So many names are told in one message.
_NAMED = 8
# The kinds of checks of names, and of percents.
_NAMES, _PERCENT = "label", "percent"
_LAST = 10**9


class Found(msgspec.Struct, frozen=True):
    """The frame `findings`, and the rank of its finding by position in `verdicts`, `problems`."""

    frame: pd.DataFrame
    of_verdicts: Mapping[int, int]
    of_problems: Mapping[int, int]


class _Cause(msgspec.Struct, frozen=True):
    """The rows that are one finding: verdicts, problems; and the suspects by the cell's name."""

    verdicts: Sequence[Row]
    problems: Sequence[Row]
    suspects: Mapping[str, Row]
    lead: Row
    misprint: Misprint | None
    # One unit of the last digit of the lead, where it is a percent that does not follow.
    unit: float | None

    @property
    def document(self) -> str:
        """The id of the document."""
        return str(self.lead["document_id"])

    @property
    def severity(self) -> str:
        return _severity(self.lead)

    @property
    def cells(self) -> list[str]:
        """The likeliest cells: those of the lead, where it has some."""
        return _listed(self.lead, "suspect")

    @property
    def block(self) -> str | None:
        """The rows whose figures stand one row off, where that is the cause."""
        return next((cell for cell in self.cells if named_block(cell)), None)


def find_causes(frames: Mapping[str, pd.DataFrame], reader: object) -> Found:
    """The findings of one document.

    `frames` are its `verdicts`, `suspects`, `problems`, `claims`, `amounts` and `rows`; `reader`
    tells what pages and rows are (column `reader` of `documents`).
    """
    verdicts, problems = frames["verdicts"], frames["problems"]
    failed = verdicts["verdict"].eq("inconsistent") | verdicts["reason"].isin(TOLD)
    at = failed.to_numpy().nonzero()[0].tolist()
    wrong, doubts = _rows(verdicts.iloc[at]), _in_rows(_rows(problems), frames["rows"])
    if not wrong and not doubts:
        return Found(from_records("findings", ()), {}, {})
    stated = figures_of(frames["claims"], frames["amounts"])
    suspects = {row["cell"]: row for row in _rows(frames["suspects"])}
    made = []
    for first, second in causes(wrong, doubts, stated):
        mine, own = [wrong[n] for n in first], [doubts[n] for n in second]
        lead = min([*mine, *own], key=_weight)
        unit = stated.unit_of(lead) if _is_percent(lead) else None
        cause = _Cause(mine, own, suspects, lead, misprint_of(mine, stated), unit)
        made.append((_weight(cause.lead), first, second, cause))
    made.sort(key=lambda each: each[0])
    ranks = list(enumerate(made, start=1))
    return Found(
        from_records(
            "findings",
            (_record(rank, each[3], frames["rows"], reader) for rank, each in ranks),
        ),
        {at[n]: rank for rank, (_, first, _, _) in ranks for n in first},
        {n: rank for rank, (_, _, second, _) in ranks for n in second},
    )


def ranked(frame: pd.DataFrame, ranks: Mapping[int, int]) -> pd.DataFrame:
    """The frame with the rank of each row's finding as `finding`."""
    if not ranks:
        return frame
    return frame.assign(finding=pd.array([ranks.get(n) for n in range(len(frame))], dtype="Int64"))


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, what is NA left out."""
    return [{k: v for k, v in row.items() if v is not None} for row in plain_rows(frame)]


def _in_rows(problems: list[dict[str, Any]], rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The problems, each of a table with the line on which its row begins as `row_of`."""
    if not any("table" in row for row in problems):
        return problems
    starts: dict[tuple[Any, Any], list[int]] = {}
    for table, page, row in rows[["table", "page", "row"]].astype(object).itertuples(index=False):
        if pd.notna(row):
            starts.setdefault((table, None if pd.isna(page) else page), []).append(row)
    for problem in problems:
        before = starts.get((problem.get("table"), problem.get("page")), ())
        if "row" in problem and (own := [row for row in before if row <= problem["row"]]):
            problem["row_of"] = max(own)
    return problems


def _severity(row: Row) -> str:
    if "identity" not in row:
        return str(row["severity"])
    if "reason" in row:
        return "warning" if grown_from_nothing(row) else "note"
    if _is_slip(row):
        return "note"
    return verdict_words().kinds[row["kind"]].severity


def _is_percent(row: Row) -> bool:
    """Whether a percent does not follow from the amounts, which are not 0."""
    return row["kind"] == _PERCENT and bool(row.get("reported")) and bool(row.get("computed"))


def _is_slip(row: Row) -> bool:
    """Whether two names have the same signs in another order: a slip of the pen."""
    printed, meant = (sorted(str(row.get(f"{side}_text", ""))) for side in ("reported", "computed"))
    return row["kind"] == _NAMES and bool(printed) and printed == meant


def _weight(row: Row) -> tuple[Any, ...]:
    """Lower is weightier: severity, money before other figures before names, large before small."""
    kinds = list(verdict_words().kinds)
    return (
        SEVERITIES.index(_severity(row)),
        -abs(row.get("residual_fen", 0)),
        -abs(row.get("residual", 0.0)),
        kinds.index(row["kind"]) if "identity" in row else len(kinds),
        row.get("page", _LAST),
        row.get("row", _LAST),
    )


def _record(rank: int, cause: _Cause, rows: pd.DataFrame, reader: object) -> dict[str, Any]:
    lead = cause.lead
    where = _where(cause, rows)
    difference = lead.get("residual_fen") if "reason" not in lead else None
    return {
        "document_id": lead["document_id"],
        "rank": rank,
        "severity": cause.severity,
        "kind": lead.get("reason", lead["kind"]),
        "identity": lead.get("identity"),
        "title": _title(cause),
        "message": _said(cause, "en"),
        "message_zh": _said(cause, "zh"),
        "place": spot(where, reader) or None,
        "place_zh": spot(where, reader, "zh") or None,
        "table": lead.get("table"),
        "page": where.get("page"),
        "row": where.get("row"),
        "printed": figure(lead, "reported"),
        "against": figure(lead, "computed"),
        "difference": None if difference is None else in_wan(difference),
        "difference_fen": difference,
        "cells": SEPARATOR.join(_together(cause.verdicts, "cells")) or None,
        "verdicts": len(cause.verdicts),
        "problems": len(cause.problems),
        "suspect": lead.get("suspect"),
        "hint": _advice(cause, "en"),
        "hint_zh": _advice(cause, "zh"),
    }


def _listed(row: Row, name: str) -> list[str]:
    return row[name].split(SEPARATOR) if name in row else []


def _together(rows: Iterable[Row], name: str) -> dict[str, None]:
    return dict.fromkeys(each for row in rows for each in _listed(row, name))


def _where(cause: _Cause, rows: pd.DataFrame) -> Row:
    """The row of the one cell that is likeliest, else the place of the check or problem."""
    if len(cause.cells) == 1 and (cell := named_cell(cause.cells[0])):
        keys = rows["code"].where(rows["code"].ne(""), rows["line_key"].astype("str"))
        keys = keys.where(keys.notna(), "total")
        mine = rows["table"].eq(cell.table) & keys.eq(cell.row)
        if cell.side:
            mine &= rows["side"].eq(cell.side)
        if len(found := _rows(rows[mine].head(1))):
            return found[0]
    return cause.misprint.place if cause.misprint else cause.lead


def _title(cause: _Cause) -> str | None:
    """What the finding is about, in the document's words."""
    if cause.cells:
        return SEPARATOR.join(place(cell, cause.document) for cell in cause.cells)
    lead = cause.lead
    return (about(lead) if "identity" in lead else lead.get("found")) or None


def _said(cause: _Cause, language: Language) -> str:
    lead, count = cause.lead, len(cause.verdicts)
    if block := cause.block:
        repair = _repair(cause.suspects[block], language)
        return sentence("rows_shifted", language, block=place(block, cause.document), repair=repair)
    comma = sentence("between_names", language)
    if "reason" in lead and not grown_from_nothing(lead):
        names = _names(cause.verdicts, comma)
        return sentence(f"told_{lead['reason']}", language, count=count, names=names)
    text = _own(lead, language)
    kin = [row for row in (*cause.verdicts, *cause.problems) if row is not lead]
    if not kin:
        return text
    if "residual" in lead and "reason" not in lead:
        more = count - 1
        return sentence("and_more", language, message=text, count=more) if more else text
    if lead["kind"] in kinds_together():
        return sentence("and_more_places", language, message=text, count=len(kin))
    names = _names(kin, comma, but=lead)
    return sentence("and_others", language, message=text, names=names) if names else text


def _own(row: Row, language: Language) -> str:
    """What one check or problem says."""
    if "identity" not in row:
        return str(row["message" if language == "en" else "message_zh"])
    if "reason" in row:
        printed = figure(row, "reported") or ""
        return sentence("grown_from_nothing", language, what=about(row), printed=printed)
    return message(known_identities()[row["identity"]], row, language, about(row))


def _names(rows: Iterable[Row], comma: str, but: Row | None = None) -> str:
    """The names that rows speak of, each once, the first ones only."""
    words = dict.fromkeys(row.get("name") or row.get("found") or row.get("code") for row in rows)
    words.pop(None, None)
    words.pop("", None)
    if but is not None:
        words.pop(but.get("name") or but.get("found") or but.get("code"), None)
    names = [str(word) for word in words]
    return comma.join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _advice(cause: _Cause, language: Language) -> str | None:
    """The repair of the likeliest cells and what else it touches, else what to look up."""
    lead = cause.lead
    if cause.block:
        return sentence("advice_rows_shifted", language)
    if repairs := _repairs(cause, language):
        return repairs
    if "identity" not in lead:
        return lead.get("hint" if language == "en" else "hint_zh")
    return _advice_of_check(lead, cause.unit, language)


def _advice_of_check(lead: Row, unit: float | None, language: Language) -> str:
    """What to look up, and what a percent would be whose last digit counts in `unit`."""
    if "reason" in lead:
        return sentence(f"advice_{lead['reason']}", language)
    if "hint" in lead:
        return in_language(lead["hint"], language)
    if unit and lead["identity"] not in verdict_words().advice:
        decimals = len(f"{unit:.6f}".rstrip("0").partition(".")[2])
        return sentence("advice_percent", language, right=f"{lead['computed']:,.{decimals}f}")
    return advised(known_identities()[lead["identity"]], language)


def _repairs(cause: _Cause, language: Language) -> str:
    """What would make the checks hold; "" where nothing is known to."""
    if found := cause.misprint:
        repair = repair_in_words(found.printed, found.true - found.printed, language)
        return sentence("advice_misprint", language, repair=repair, count=len(cause.verdicts))
    return SEPARATOR.join(_repair(cause.suspects[cell], language) for cell in cause.cells)


def _repair(suspect: Row, language: Language) -> str:
    if block := named_block(suspect["cell"]):
        return shift_in_words(block, suspect["violated"], language)
    printed = round(suspect["amount"] * FEN_OF_WAN)
    shift, misread = suspect["repair_fen"] - printed, suspect["misread"]
    text = repair_in_words(printed, shift, language, misread=misread)
    broken = suspect["broken"]
    text = sentence(
        "repair_of", language, cell=place(suspect["cell"], suspect["document_id"]), repair=text
    )
    return sentence("repair_touches", language, repair=text, count=broken) if broken else text
