"""Which cell is wrong: the one whose change makes every violated identity of it hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
import numpy as np
import pandas as pd

from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.cell_names import PROSE, SEPARATOR, BlockName, names_of
from juesuan.identities.equations_of import FAR, Equation, equations_of
from juesuan.identities.misread import misreadable, misreadings
from juesuan.identities.shifted_claims import shifted_claims
from juesuan.identities.shifted_rows import Shifted, shifted_rows
from juesuan.identities.spoken import money, row_word
from juesuan.identities.stack import Stack
from juesuan.identities.suites import sums
from juesuan.identities.verdicts import verdicts as verdicts_of
from juesuan.language import Language
from juesuan.money import FEN_OF_WAN, FEN_OF_YUAN, in_wan
from juesuan.schema import from_records

_UNIT = FEN_OF_WAN // FEN_OF_YUAN
_SMALLEST = FEN_OF_WAN // 100
# The amount of each cell, in 分, and whether it may have been misread in a picture.
Printed: TypeAlias = "dict[str, tuple[int, bool]]"
_NAMED = 3  # as many cells are named where they explain the same


class Suspect(msgspec.Struct, frozen=True):
    """A cell with its printed amount, the change that repairs it, and what speaks for and against.

    `violated` are the identities that do not hold and that the repair makes hold; `broken` those
    that hold and that it would break. `misread`: the cell was recognised in a picture, and as the
    repair's signs may be.
    """

    cell: str
    fen: int
    shift: int
    violated: tuple[str, ...]
    left: int
    broken: int
    misread: bool
    hint: str | None


def checked(
    frames: Mapping[str, pd.DataFrame], *, own: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frames `verdicts` and `suspects` for the frames of any number of documents.

    `own` frames come straight from reading, as for a `Stack`.
    """
    stack = Stack(frames, own=own)
    return diagnosed(stack, verdicts_of(stack))


def suspects(stack: Stack, verdicts: pd.DataFrame) -> pd.DataFrame:
    """The cells that may be wrong, likeliest first, for each document whose sums do not hold.

    A cell is listed where one change of its amount makes all of its violated identities hold.
    """
    return from_records("suspects", _suspected(stack, verdicts)[0])


def diagnosed(stack: Stack, verdicts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The verdicts with the likeliest cell or shift beside what does not hold; the suspects."""
    records, blocks = _suspected(stack, verdicts)
    # What a shift in a table explains is no shift of the sentences.
    sentences = [each for each in shifted_claims(verdicts) if each[0] not in blocks]
    records += [_of_sentences(*each) for each in sentences]
    suspected = from_records("suspects", records)
    if suspected.empty:
        return verdicts, suspected
    best = {(row["document_id"], row["cell"]): row for row in records}
    wrong = np.flatnonzero(verdicts["verdict"].eq("inconsistent"))
    cells, hints = (verdicts[name].to_numpy(dtype=object).copy() for name in ("suspect", "hint"))
    places = verdicts[["document_id", "cells", "table", "code"]].astype(object).iloc[wrong]
    for at, row in zip(wrong.tolist(), places.to_dict("records"), strict=True):
        document = row["document_id"]
        named = [] if pd.isna(row["cells"]) else row["cells"].split(SEPARATOR)
        moved = [each for each in blocks.get(document, ()) if _takes_part(each, row, named)]
        likely = [str(each.block) for each in moved[:1]] or named
        rows = [known for cell in likely if (known := best.get((document, cell)))]
        first = min((known["rank"] for known in rows), default=None)
        equal = [known for known in rows if known["rank"] == first]
        if 0 < len(equal) <= _NAMED:
            cells[at] = SEPARATOR.join(known["cell"] for known in equal)
            hints[at] = SEPARATOR.join(known["hint"] for known in equal)
    for document, block, positions in sentences:
        cells[positions], hints[positions] = str(block), best[document, str(block)]["hint"]
    words = {"suspect": pd.array(cells, dtype="str"), "hint": pd.array(hints, dtype="str")}
    return verdicts.assign(**words), suspected


def _takes_part(shifted: Shifted, row: Mapping[Hashable, Any], cells: Sequence[str]) -> bool:
    """Whether a check is about rows of the block."""
    row_of = (row["table"], row["code"])
    return not shifted.cells.isdisjoint(cells) or row_of in shifted.rows


def _suspected(
    stack: Stack, verdicts: pd.DataFrame
) -> tuple[list[dict[str, Any]], dict[str, list[Shifted]]]:
    """The records of `suspects`, and the blocks of rows that are shifted, by document."""
    summed = verdicts["identity"].isin([identity.name for identity in sums()])
    wrong = verdicts["verdict"].eq("inconsistent") & summed
    documents = verdicts["document_id"][wrong].unique()
    if not len(documents):
        return [], {}
    concerned = stack if len(documents) == len(stack.documents) else _of(stack, documents)
    intake = concerned.intake
    every: dict[int, list[Equation]] = {}
    for equation in equations_of(intake):
        every.setdefault(equation.document, []).append(equation)
    cells, fens = intake.placed.cells, intake.placed.fen.tolist()
    amounts: dict[int, Printed] = {}
    names = names_of(cells, np.arange(len(cells)))
    placed = concerned["amounts"].loc[concerned["amounts"]["placement"].ne("ambiguous")]
    seen = misreadable(placed).tolist()
    for number, name, *each in zip(cells.document.tolist(), names, fens, seen, strict=True):
        amounts.setdefault(number, {})[name] = (each[0], each[1])
    records, blocks = [], {}
    for number, equations in every.items():
        if number < 0:
            continue
        document = intake.documents[number]
        ranked = _ranked(equations, amounts[number])
        # One cell that explains as much is likelier than a block.
        least = min((each.left + each.broken for _, each in ranked), default=len(equations))
        moved = [each for each in shifted_rows(intake, number, equations) if each.left < least]
        if moved:
            cells_moved = frozenset().union(*(each.cells for each in moved))
            rest = [e for e in equations if not (e.violated and cells_moved & e.cells.keys())]
            ranked = _ranked(rest, amounts[number])
            blocks[document] = moved
        records += [_of_block(each) | {"document_id": document} for each in moved]
        records += [_of_cell(*each) | {"document_id": document} for each in ranked]
    return records, blocks


def _of_sentences(document: str, block: BlockName, positions: list[int]) -> dict[str, Any]:
    count = len(positions)
    hint = shift_in_words(block, count)
    record = {"document_id": document, "rank": 1, "cell": str(block), "violated": count}
    return record | {"left": 0, "broken": 0, "misread": False, "hint": hint}


def _of_block(shifted: Shifted) -> dict[str, Any]:
    return {
        "rank": 1,
        "cell": str(shifted.block),
        "violated": len(shifted.mended),
        "left": shifted.left,
        "broken": 0,
        "misread": False,
        "identities": SEPARATOR.join(shifted.mended),
        "hint": shift_in_words(shifted.block, len(shifted.mended)),
    }


def _of_cell(rank: int, suspect: Suspect) -> dict[str, Any]:
    return {
        "rank": rank,
        "cell": suspect.cell,
        "amount": in_wan(suspect.fen),
        "repair": in_wan(suspect.fen + suspect.shift),
        "repair_fen": suspect.fen + suspect.shift,
        "violated": len(suspect.violated),
        "left": suspect.left,
        "broken": suspect.broken,
        "misread": suspect.misread,
        "identities": SEPARATOR.join(suspect.violated),
        "hint": suspect.hint,
    }


def _of(stack: Stack, documents: Iterable[str]) -> Stack:
    """The tables of some documents only."""
    frames = {name: stack[name] for name in ("tables", "rows", "amounts")}
    return Stack({n: frame[frame["document_id"].isin(documents)] for n, frame in frames.items()})


def _ranked(equations: Sequence[Equation], amounts: Printed) -> list[tuple[int, Suspect]]:
    """The suspects of a document with their rank; what explains equally well has the same."""
    violated = [equation for equation in equations if equation.violated]
    cells = {cell for equation in violated for cell in equation.cells}
    suspected = (_suspect(cell, amounts[cell], equations) for cell in sorted(cells))
    order = sorted(filter(None, suspected), key=_worth)
    ranks: list[tuple[int, Suspect]] = []
    for at, suspect in enumerate(order):
        same = at and _worth(order[at - 1]) == _worth(suspect)
        ranks.append((ranks[-1][0] if same else at + 1, suspect))
    return ranks


def _worth(suspect: Suspect) -> tuple[int, int, int, bool]:
    """Lower is likelier: repairs that break nothing, leave least, make most hold, were misread."""
    return suspect.broken, suspect.left, -len(suspect.violated), not suspect.misread


def _suspect(cell: str, printed: tuple[int, bool], equations: Iterable[Equation]) -> Suspect | None:
    fen, is_seen = printed
    own = [equation for equation in equations if cell in equation.cells]
    wrong = [equation for equation in own if equation.violated]
    shifts = [equation.shifts(cell) for equation in wrong]
    low, high = max(low for low, _ in shifts), min(high for _, high in shifts)
    if low > high:
        return None
    exact = Counter(
        -equation.residual * equation.cells[cell] for equation in wrong if equation.high < FAR
    )
    shift = _likeliest(fen, exact, low, high)
    likely = (each - fen for each in misreadings(fen) if low <= each - fen <= high)
    misread = min(likely, key=lambda each: abs(each - shift), default=None) if is_seen else None
    if misread is not None:
        shift = misread
    held = [equation.shifts(cell) for equation in own if not equation.violated]
    broken = sum(not first <= shift <= last for first, last in held)
    left = sum(equation.violated for equation in equations) - len(wrong)
    names = tuple(equation.identity for equation in wrong)
    is_misread = misread is not None
    hint = repair_in_words(fen, shift, misread=is_misread)
    return Suspect(cell, fen, shift, names, left, broken, is_misread, hint)


def _likeliest(fen: int, exact: Counter[int], low: int, high: int) -> int:
    """Of the changes that repair, one with a simple cause, else what leaves most residuals 0."""
    sums = [shift for shift, _ in exact.most_common()]
    units = [fen * (_UNIT - 1)]
    # 元 taken for 万元 leave an amount that is too small to be printed: no repair.
    units += [fen // _UNIT - fen] if abs(fen) >= _SMALLEST * _UNIT else []
    for known in (-2 * fen, *units, *sums):
        if low <= known <= high:
            return known
    return low if high >= FAR else high


def shift_in_words(block: BlockName, count: int, language: Language = "en") -> str:
    """What shifting the figures of a block of rows back makes hold: so many checks."""
    what = "sentences" if block.table == PROSE else "rows"
    way = "up" if block.by > 0 else "down"
    first, last = (row_word(block.table, row) for row in (block.first, block.last))
    return sentence(f"repair_{what}_{way}", language, first=first, last=last, count=count)


def repair_in_words(
    fen: int, shift: int, language: Language = "en", *, misread: bool = False
) -> str:
    """The repair of an amount by a change (both in 分), with its likely cause."""
    repair = fen + shift
    name = "repair"
    if misread:
        name = "repair_misread"
    elif repair == -fen:
        name = "repair_sign"
    elif repair == fen * _UNIT or fen == repair * _UNIT:
        name = "repair_unit"
    elif repair > 0 and sorted(str(abs(fen))) == sorted(str(repair)):
        name = "repair_digits"
    elif repair == 0:
        name = "repair_elsewhere"
    figures = {"printed": fen, "repaired": repair}
    return sentence(name, language, **{key: money(each) for key, each in figures.items()})
