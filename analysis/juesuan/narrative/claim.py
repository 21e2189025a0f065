"""A quantity that a sentence states, and what is said with it."""

from __future__ import annotations

from msgspec import Struct

from juesuan.narrative.prose import Passage
from juesuan.narrative.quantities import Quantity

Path = tuple[str, str, str]


class Claim(Struct, frozen=True):
    """A quantity and what is said with it.

    `measure` is budget or actual where the words say so; `role` is that, or base, reason or
    purpose. `subject` is None where nothing names one: such a claim is not understood;
    `of_heading` says that no sentence does and the heading above it is taken. `path`
    holds the 类, 款 and 项 named before it, `code` a code printed with them. `compared` is what it
    is measured against (上年, 2019年, 年初预算 …), `base` the figure of that where it is printed,
    `explains` the subject whose change a reason explains. `year` is the year that the words name;
    `before` says that it is the year before. `clause` is the stretch of text that states it,
    `reason` that of the reason given for it.
    """

    passage: Passage
    quantity: Quantity
    kind: str
    subject: str | None
    direction: str | None
    measure: str | None
    path: Path | None
    code: str | None = None
    role: str | None = None
    compared: str | None = None
    base: Quantity | None = None
    explains: str | None = None
    year: int | None = None
    before: bool = False
    clause: tuple[int, int] = (0, 0)
    reason: tuple[int, int] | None = None
    of_heading: bool = False
