"""A class for each type of expectation in `expectations/`: its arguments, and what it claims.

What a class checks is evaluated by `juesuan.identities.verdicts`; the arguments are those of the
suites. Selectors (`total`, `whole`, `parts`) name cells by `table`, `side`, `lines`, `codes`,
`level`, `measure` and `weight`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.compatibility import pydantic

from juesuan.identities.gx.expectation import IdentityExpectation

Selector = dict[str, Any]


class ExpectRowToAddUp(IdentityExpectation):
    """In each row, the column `total` is Σ weight·column over `parts` (column → weight)."""

    claim: ClassVar[str] = "In each row of {table} the columns add up to their total"
    table: str
    side: str | None = None
    total: str
    parts: dict[str, int]
    parts_required: bool = False


class ExpectLevelsToAddUp(IdentityExpectation):
    """Each code of `total_level` is the sum of the codes of `part_level` below it."""

    claim: ClassVar[str] = "In {table} each {total_level} is the sum of the {part_level} below it"
    table: str
    total_level: str
    part_level: str
    parts_required: bool = False


class ExpectLinesToAddUp(IdentityExpectation):
    """The lines that `total` selects are Σ weight·line over `parts`, within one table."""

    claim: ClassVar[str] = "The lines of {table} add up"
    table: str
    total: Selector
    parts: list[Selector]
    parts_required: bool = False


class ExpectTablesToAgree(IdentityExpectation):
    """The cells that `total` selects equal Σ weight·cell over `parts`, across tables, `by` key."""

    claim: ClassVar[str] = "Tables that state the same agree"
    total: Selector
    parts: list[Selector]
    by: str
    parts_required: bool = False


class ExpectPartWithinWhole(IdentityExpectation):
    """The cells that `parts` select are never above the cells of `whole`, `by` key."""

    claim: ClassVar[str] = "A part is never above its whole"
    whole: Selector
    parts: list[Selector]
    by: str
    parts_required: bool = False


class ExpectClaimsToRestateTables(IdentityExpectation):
    """An amount that the prose restates of `table` is the amount that stands there."""

    claim: ClassVar[str] = "Amounts that the prose restates of {table} stand there"
    table: str


class ExpectPercentsToFollowFromAmounts(IdentityExpectation):
    """A stated percent follows from the amounts of its sentence: 100·`part` ÷ `whole`."""

    claim: ClassVar[str] = "Each {quantity} that the prose states follows from its amounts"
    quantity: str
    part: Selector | None = None
    whole: Selector | None = None
    words: dict[str, int] | None = None
    year: str | None = None


class ExpectDirectionsToFitAmounts(IdentityExpectation):
    """A word of direction fits the figures; `words` maps each word to a sign."""

    claim: ClassVar[str] = "Words of direction in the prose fit their figures"
    words: dict[str, Any]
    against: str


class ExpectRecordsToAddUp(IdentityExpectation):
    """Over records of the prose, `total` is Σ `parts` `by` key, in `unit`; `partial` lists may."""

    claim: ClassVar[str] = "Figures that must add up do"
    total: Selector
    parts: list[Selector]
    by: list[str]
    unit: str
    relation: str | None = None
    partial: bool | None = None


class ExpectRatesOfRecords(IdentityExpectation):
    """A printed `rate` is 100·`part` ÷ `whole` of the same record."""

    claim: ClassVar[str] = "Each printed rate follows from its two amounts"
    rate: Selector
    part: Selector
    whole: Selector
    by: list[str]


class ExpectScoresToFollowRates(IdentityExpectation):
    """The execution score of `frame` is its weight times the rate of execution."""

    claim: ClassVar[str] = "Each execution score in {frame} is its weight times the rate"
    frame: str


class ExpectNamesOfCodesToAgree(IdentityExpectation):
    """The name printed for a code in `table` is the name that `with` gives it."""

    claim: ClassVar[str] = "The names of codes in {table} agree with {with_}"
    table: str
    with_: str = pydantic.Field(alias="with")


class ExpectNamesOfItemsToAgree(IdentityExpectation):
    """The 类, 款 and 项 that the prose names are those of the tables, at `level`."""

    claim: ClassVar[str] = "The {level} that the prose names is the one in {table}"
    table: str
    level: str


class ExpectNamedExpensesToHaveAmounts(IdentityExpectation):
    """An expense that the prose names has an amount in `table`."""

    claim: ClassVar[str] = "Each expense that the prose names has an amount in {table}"
    table: str
    measure: str


class ExpectMentionsToAgree(IdentityExpectation):
    """What the document says of itself (`mention`) is its `column` in the frame `documents`."""

    claim: ClassVar[str] = "The {mention} is the same wherever the document says it"
    mention: str
    column: str


class ExpectCodesToHaveParents(IdentityExpectation):
    """Above each code of `table` stands the code that it belongs to."""

    claim: ClassVar[str] = "Above each code of {table} stands the one that it belongs to"
    table: str


class ExpectCodesToBelong(IdentityExpectation):
    """Each code of `table` has the digits of the classification that the table uses."""

    claim: ClassVar[str] = "Each code of {table} has the digits of its classification"
    table: str


class ExpectRowsToBeExplained(IdentityExpectation):
    """Each 项 of `table` has a paragraph, and each paragraph a row."""

    claim: ClassVar[str] = "The prose explains each 项 of {table}, and no other"
    table: str


class ExpectTableToBePublished(IdentityExpectation):
    """`table` is in the document, with amounts or declared empty; `since` is its first year."""

    claim: ClassVar[str] = "{table} is published"
    table: str
    since: int | None = None


class ExpectContentsToListTables(IdentityExpectation):
    """The table of contents lists `table` where it stands, and only there."""

    claim: ClassVar[str] = "The table of contents lists {table} where it is published"
    table: str


# type as the suites write it → class
TYPES: dict[str, type[IdentityExpectation]] = {
    kind.expectation_type: kind for kind in IdentityExpectation.__subclasses__()
}
