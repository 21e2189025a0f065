"""Words of the field that code writes: `lexicon.toml`, one record a table of it."""

from __future__ import annotations

from juesuan.catalogue.files import once
from juesuan.catalogue.remarks import Said
from juesuan.catalogue.strict import Entry, exactly, fills, toml_as
from juesuan.catalogue.terms import STATUSES
from juesuan.language import options


class Account(Entry, frozen=True):
    """A document's kind, its year (`{year}`) and scope (`{scope}`) in a title.

    `nameless`, `yearless` and `kindless` stand in its id for what is not known. `initial` and
    `adjusted` are what an account calls the budget document's figures, and those of the year's end.
    """

    kind: str
    budget: str
    initial: tuple[str, ...]
    adjusted: str
    year: str
    scope: str
    nameless: str
    yearless: str
    kindless: str


class Organizations(Entry, frozen=True):
    """Kinds of organizations, of the units that one lists, and the department as a whole."""

    department: str
    unit: str
    main: str
    consolidated: str
    subordinate: str
    whole: str

    @property
    def kinds(self) -> tuple[str, str]:
        """Who may report."""
        return self.department, self.unit


class Headings(Entry, frozen=True):
    """Headings of the forms' columns and of summaries; `unit` is a caption with `{unit}`."""

    unit: str
    table: str
    year: str


class Fonts(Entry, frozen=True):
    """The typefaces of official papers: of their text and of their titles."""

    text: str
    title: str


class Status(Entry, frozen=True):
    """A table's state in words, and in a word."""

    text: str
    text_zh: str
    short: str
    short_zh: str

    @property
    def said(self) -> str:
        """The state in words."""
        return self.text if options.language == "en" else self.text_zh

    @property
    def in_short(self) -> str:
        """The state in a word."""
        return self.short if options.language == "en" else self.short_zh


class Lexicon(Entry, frozen=True):
    """All of `lexicon.toml`."""

    total: str
    money: str
    column_units: tuple[str, ...]
    directions: tuple[str, ...]
    levels: tuple[str, str, str]
    table_sign: str
    about: Said
    account: Account
    organizations: Organizations
    headings: Headings
    fonts: Fonts
    status: dict[str, Status]

    def __post_init__(self) -> None:
        exactly(self.status, STATUSES, "status")
        fills(self.account.year, "year")
        fills(self.account.scope, "scope")
        fills(self.headings.unit, "unit")


@once
def lexicon() -> Lexicon:
    """The words, read once."""
    return toml_as("lexicon.toml", Lexicon)


def organizations() -> Organizations:
    """Who reports."""
    return lexicon().organizations
