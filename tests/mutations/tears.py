"""What extraction and typists do to a printed line: the line changed, and what may be read then."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import juesuan
from juesuan.readers import read_text
from juesuan.tables.read_tables import read_tables
from juesuan.tables.reading import TableReading

Cell = tuple[str, str | None, str, str]
HAN = str.maketrans("0123456789.", "〇一二三四五六七八九点")


@dataclass(frozen=True)
class Printed:
    """A figure of a text: its cell, its value in 分, one unit of its last digit, and its place."""

    cell: Cell
    fen: int
    unit: int
    line: int
    start: int
    raw: str


@dataclass(frozen=True)
class Tear:
    """A text with one place torn: `allowed` are the values that a cell may have then.

    None stands for a cell that nothing is read in, without a word.
    """

    kind: str
    text: str
    allowed: dict[Cell, set[int | None]]


def certain(tables: list[TableReading]) -> dict[Cell, list[int]]:
    """The values of every cell with a certain amount."""
    found: dict[Cell, list[int]] = {}
    for table in tables:
        for placed in (each for row in table.printed if row.fits for each in row.placed):
            if placed.placement != "ambiguous":
                slot = placed.slots[0]
                row = table.rows[slot.row]
                cell = (table.key, row.side, row.code or row.key, slot.measure)
                found.setdefault(cell, []).append(placed.figure.money.fen)
    return found


def figures_of(text: str) -> list[Printed]:
    """The figures of a text whose cells are certain."""
    found = []
    for table in read_tables(read_text(text.encode(), "clean")).tables:
        for placed in (each for row in table.printed for each in row.placed):
            slot, token = placed.slots[0], placed.figure.token
            row = table.rows[slot.row]
            if placed.placement != "ambiguous":
                cell = (table.key, row.side, row.code or row.key, slot.measure)
                money = placed.figure.money
                place = token.line.row - 1, token.start
                found.append(Printed(cell, money.fen, money.precision, *place, token.printed))
    return found


def left_open(tables: list[TableReading]) -> Counter[str]:
    """How many amounts of each table have several possible columns."""
    placed = ((table.key, each) for table in tables for row in table.printed for each in row.placed)
    return Counter(key for key, each in placed if each.placement == "ambiguous")


def said_of(tables: list[TableReading], before: Counter[str]) -> set[str]:
    """The tables of which something is said, or more is left open than `before`."""
    said = {table.key for table in tables if table.problems or table.status == "missing"}
    return said | {key for key, count in left_open(tables).items() if count > before[key]}


def _value(raw: str, figure: Printed) -> set[int | None]:
    """What a changed figure says, in the unit of its table."""
    raw, printed = unicodedata.normalize("NFKC", raw), unicodedata.normalize("NFKC", figure.raw)
    if not re.fullmatch(r"-?(\d{1,3}(,\d{3})+|\d*)(\.\d+)?", raw) or not re.search(r"\d", raw):
        return set()
    was = len(printed.partition(".")[2])
    whole, _, decimals = raw.replace(",", "").partition(".")
    unit = figure.unit * 10**was
    return {int((whole + decimals) or "0") * unit // 10 ** len(decimals)}


def _replaced(figure: Printed, new: Callable[[str, Random], str]) -> Callable[..., tuple[str, str]]:
    def change(line: str, rng: Random) -> tuple[str, str]:
        raw = new(figure.raw, rng)
        end = figure.start + len(figure.raw)
        return line[: figure.start] + raw + line[end:], raw

    return change


def _digit(raw: str, rng: Random) -> int:
    return rng.choice([at for at, sign in enumerate(raw) if sign.isdigit()])


def _dropped(raw: str, rng: Random) -> str:
    at = _digit(raw, rng)
    return raw[:at] + raw[at + 1 :]


def _doubled(raw: str, rng: Random) -> str:
    at = _digit(raw, rng)
    return raw[:at] + raw[at] + raw[at:]


def _shifted(raw: str, rng: Random) -> str:
    digits = raw.replace(".", "")
    at = rng.randrange(1, len(digits)) if len(digits) > 1 else 1
    return digits[:at] + "." + digits[at:]


def _blank_inside(raw: str, rng: Random) -> str:
    at = rng.randrange(1, len(raw)) if len(raw) > 1 else 1
    return raw[:at] + " " + raw[at:]


def _broken_inside(raw: str, rng: Random) -> str:
    at = rng.randrange(1, len(raw)) if len(raw) > 1 else 1
    return raw[:at] + "\n" + raw[at:]


# A kind of change, what it makes of a figure, and whether the figure then says another amount.
MINUS, OTHER, SAME = "minus", "other", "same"
FIGURE_CHANGES: dict[str, tuple[str, Callable[[str, Random], str]]] = {
    "digit dropped": (OTHER, _dropped),
    "digit doubled": (OTHER, _doubled),
    "point shifted": (OTHER, _shifted),
    "point lost": (OTHER, lambda raw, _: raw.replace(".", "").replace("．", "")),
    "whole part lost": (OTHER, lambda raw, _: "." + raw.partition(".")[2] if "." in raw else raw),
    "comma for point": (SAME, lambda raw, _: raw.replace(",", "").replace(".", ",")),
    "blank inside": (SAME, _blank_inside),
    "broken over lines": (SAME, _broken_inside),
    "shown as ###": (SAME, lambda raw, _: "#" * len(raw)),
    "shown as an error": (SAME, lambda _raw, _: "#REF!"),
    "in Han digits": (SAME, lambda raw, _: raw.replace(",", "").translate(HAN)),
    "O for 0": (SAME, lambda raw, _: raw.replace("0", "O")),
    "l for 1": (SAME, lambda raw, _: raw.replace("1", "l")),
    **{
        f"{mark} in front": (MINUS, lambda raw, _, mark=mark: mark + raw)
        for mark in ("-", "－", "﹣", "△", "▲", "负", "减", "一", "ー", "\uf02d", "\ufffd")
    },
    **{
        f"{mark} behind": (MINUS, lambda raw, _, mark=mark: raw + mark)
        for mark in ("-", "－", "△", "CR")
    },
    "in brackets": (MINUS, lambda raw, _: f"({raw})"),
    "in wide brackets": (MINUS, lambda raw, _: f"（ {raw} ）"),
    "in square brackets": (MINUS, lambda raw, _: f"[{raw}]"),
    "bracket in front": (SAME, lambda raw, _: f"({raw}"),
    "bracket behind": (SAME, lambda raw, _: f"{raw})"),
    **{
        f"{mark} in front": (SAME, lambda raw, _, mark=mark: mark + raw)
        for mark in ("~", "*", "①", "¥", "＋", ".", ",", "、", ":", "=", "/", "<", "注")
    },
    **{
        f"{mark} behind": (SAME, lambda raw, _, mark=mark: raw + mark)
        for mark in ("~", "*", "①", "元", ".", ",", "、", ":", "=", "/", "%", "年", "↑", "注")
    },
}


LINE_CHANGES = (
    *("line deleted", "line doubled", "lines joined", "lines glued", "tokens glued"),
    *("line broken", "columns swapped", "figure deleted"),
)


def figure_tears(text: str, figure: Printed, rng: Random) -> Iterator[Tear]:
    """Every change of one figure."""
    lines = text.split("\n")
    for kind, (meaning, new) in FIGURE_CHANGES.items():
        line, raw = _replaced(figure, new)(lines[figure.line], rng)
        values: set[int | None] = {figure.fen}
        if meaning == MINUS:
            values = {-figure.fen}
        elif meaning == OTHER:
            values = _value(raw, figure)
        torn = "\n".join([*lines[: figure.line], line, *lines[figure.line + 1 :]])
        yield Tear(kind, torn, {figure.cell: values})


def line_tears(text: str, figures: list[Printed], at: int, rng: Random) -> Iterator[Tear]:
    """Every change of one line; `figures` are those that stand in it, from the left."""
    lines = text.split("\n")

    def torn(*new: str, stop: int = 1) -> str:
        return "\n".join([*lines[:at], *new, *lines[at + stop :]])

    line = lines[at]
    yield Tear("line deleted", torn(), {figure.cell: {None} for figure in figures})
    yield Tear("line doubled", torn(line, line), {})
    yield Tear("lines joined", torn(f"{line} {lines[at + 1]}", stop=2), {})
    yield Tear("lines glued", torn(f"{line}{lines[at + 1]}", stop=2), {})
    blanks = [match.start() for match in re.finditer(r"(?<=\S) (?=\S)", line)]
    if blanks:
        blank = rng.choice(blanks)
        yield Tear("tokens glued", torn(line[:blank] + line[blank + 1 :]), {})
        yield Tear("line broken", torn(line[:blank], line[blank + 1 :]), {})
    # A zero in another place is no other statement where columns are lost.
    if len(figures) > 1 and all(figure.fen for figure in figures[-2:]):
        left, right = figures[-2:]
        between = line[left.start + len(left.raw) : right.start]
        behind = line[right.start + len(right.raw) :]
        swapped = line[: left.start] + right.raw + between + left.raw + behind
        values = {left.cell: {right.fen}, right.cell: {left.fen}}
        yield Tear("columns swapped", torn(swapped), values)
        lost = line[: left.start] + right.raw + behind
        yield Tear("figure deleted", torn(lost), {left.cell: {None}})


def silently_wrong(tear: Tear, truth: dict[Cell, int], before: Counter[str]) -> list[str]:
    """The cells that are read otherwise than printed, in tables of which nothing is said.

    `before` is how much was open in the whole text.
    """
    tables = read_tables(read_text(tear.text.encode(), "torn")).tables
    found, said = certain(tables), said_of(tables, before)
    wrong = [
        cell
        for cell in {**truth, **found}
        if cell[0] not in said
        and not set(found.get(cell, [None])) <= tear.allowed.get(cell, {truth.get(cell)})
    ]
    checked = checks_fail(tear.text) if wrong else set()
    return [
        f"{cell}: {truth.get(cell)} is read as {found.get(cell)}"
        for cell in wrong
        if cell[0] not in checked
    ]


def checks_fail(text: str) -> set[str]:
    """The tables of which a check fails; a table that is missing is no matter of reading."""
    verdicts = juesuan.read(text.encode(), name="torn").verdicts
    fails = verdicts["verdict"].eq("inconsistent")
    fails &= ~verdicts["identity"].str.startswith("completeness.")
    return set(verdicts["table"][fails].dropna())
