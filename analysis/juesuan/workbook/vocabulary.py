"""Names, words and colours of the sheets, from `vocabulary.toml`."""

from __future__ import annotations

from juesuan.catalogue import columns, frames
from juesuan.catalogue.files import once
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import Entry, all_of, exactly, fills, toml_as
from juesuan.catalogue.terms import (
    PLACEMENTS,
    VERDICTS,
)
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.language import LANGUAGES, Language, options


class Sheets(Entry, frozen=True):
    """The frames whose sheets are always there, and those whose sheets are where they hold rows."""

    always: tuple[str, ...]
    filled: tuple[str, ...]

    def __post_init__(self) -> None:
        exactly((*self.always, *self.filled), frames(), "frame")


class BlankCode(Entry, frozen=True):
    """How a blank code is written where it means something else than in the frame's like."""

    frames: tuple[str, ...]
    none: str
    unknown: str

    def __post_init__(self) -> None:
        all_of(self.frames, frames(), "frame")


class About(Entry, frozen=True):
    """Words of the first sheet and its name; `facts` are by column of the frame `documents`."""

    sheet: str
    facts: dict[str, str]
    tables: tuple[str, ...]
    frames: tuple[str, ...]
    verdicts: str
    live: str
    live_hint: str
    frames_title: str
    tables_title: str
    facts_title: str
    legend_title: str
    findings: str
    disclosed_title: str
    disclosed: str
    absent: str
    stripped: str
    made: str
    lines: str
    nothing: str

    def __post_init__(self) -> None:
        all_of(self.facts, [column.name for column in frames()["documents"].columns], "column")
        fills(self.lines, "span")


class Check(Entry, frozen=True):
    """Words of the columns beside a table that check it."""

    summary: str
    columns: tuple[str, str, str, str]
    open: str
    nowhere: str

    def __post_init__(self) -> None:
        fills(self.open, "figure")


class Note(Entry, frozen=True):
    """Words of the note on a cell."""

    address: str
    place: str
    line: str
    raw: str
    evidence: str
    candidates: str
    unplaced: str
    left: str
    unit_assumed: str

    def __post_init__(self) -> None:
        fills(self.address, "address")
        fills(self.place, "page")
        fills(self.line, "row")
        fills(self.raw, "raw")
        fills(self.evidence, "names")
        fills(self.candidates, "names")
        fills(self.left, "raw", "name", "row", "names")


class FormWords(Entry, frozen=True):
    """Words around a table."""

    unit: str
    organization: str

    def __post_init__(self) -> None:
        fills(self.unit, "unit")
        fills(self.organization, "name")


class Colours(Entry, frozen=True):
    """Colours, RRGGBB."""

    title: str
    header: str
    border: str
    check_header: str
    total: str
    solved: str
    ambiguous: str
    ambiguous_fill: str
    link: str
    faint: str
    exact: str
    rounding: str
    inconsistent: str
    not_checked: str

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value: str = getattr(self, name)
            if len(value) != 6 or not set(value) <= set("0123456789ABCDEF"):
                raise ValueError(f"{name} = {value!r} is no colour RRGGBB")


class Widths(Entry, frozen=True):
    """Widths of columns in characters."""

    code: int
    name: int
    item: int
    line: int
    amount: int
    check: int
    conclusion: int
    document: int
    longest: int
    shortest: int


class Spoken(Entry, frozen=True):
    """What is said on the sheets in one language."""

    about: About
    verdict_hint: dict[str, str]
    placement: dict[str, str]
    placement_hint: dict[str, str]
    check: Check
    note: Note
    form: FormWords

    def __post_init__(self) -> None:
        all_of(self.verdict_hint, VERDICTS, "verdict")
        for words_ in (self.placement, self.placement_hint):
            exactly(words_, PLACEMENTS, "placement")


class Vocabulary(Entry, frozen=True):
    """The file."""

    font: str
    sheets: Sheets
    folded: tuple[str, ...]
    folded_zh: tuple[str, ...]
    folded_en: tuple[str, ...]
    exact: str
    formats: dict[str, str]
    blank_code: BlankCode
    colours: Colours
    widths: Widths
    zh: Spoken
    en: Spoken

    def __post_init__(self) -> None:
        folded = (*self.folded, *self.folded_zh, *self.folded_en)
        all_of((name.rpartition(".")[2] for name in folded), columns(), "column")
        all_of((self.exact, *self.formats), lexicon().column_units, "unit")

    @property
    def away(self) -> set[str]:
        """The columns that are folded away in the language of the options."""
        return {*self.folded, *(self.folded_zh if options.language == "zh" else self.folded_en)}


@once
def vocabulary() -> Vocabulary:
    """The data file."""
    return toml_as("vocabulary.toml", Vocabulary, "workbook")


def words() -> Spoken:
    """What is said on the sheets, in the language of the options."""
    return vocabulary().zh if options.language == "zh" else vocabulary().en


def sheet_names(language: Language | None = None) -> dict[str, str]:
    """The sheet's name of each frame, in the order of the sheets.

    In Chinese the frame's title, in English its name; by default in the language of the options.
    """
    sheets = vocabulary().sheets
    chinese = (language or options.language) == "zh"
    return {
        name: frames()[name].title_zh if chinese else name
        for name in (*sheets.always, *sheets.filled)
    }


def is_export(names: set[str]) -> bool:
    """These names of sheets are those of a workbook that juesuan wrote."""
    always = vocabulary().sheets.always
    return any(
        names.issuperset(sheet_names(language)[name] for name in always) for language in LANGUAGES
    )


def title_of(frame: str, column: str) -> str:
    """What a frame's column is called."""
    return frames()[frame].labels(options.language)[column]


def verdict_names() -> dict[str, str]:
    """How a check ends."""
    return {name: str(said) for name, said in verdict_words().verdicts.items()}
