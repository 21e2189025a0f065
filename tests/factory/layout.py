"""How a producer flattens the tables of a final account into text."""

from dataclasses import dataclass
from typing import Literal

CodeStyle = Literal["joined", "split"]
NameStyle = Literal["inline", "own_lines", "broken", "tail", "around"]
Notes = Literal["none", "plain", "formulas"]
TitleStyle = Literal["year_number", "plain", "form_number", "numeral"]
TotalRow = Literal["first", "last"]
Header = Literal["lines", "mixed", "heap"]
ThreePublic = Literal["blocks", "pairs", "listed"]
Contents = Literal["none", "plain", "dotted"]
PageNumbers = Literal["none", "dashes", "bare"]
Spacing = Literal["single", "aligned", "strokes"]

FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True)
class Layout:
    """The options of flattened text; the defaults are the plainest text.

    name_style  inline     code name-part / rest figures
                own_lines  code / name-part / rest / figures
                broken     code name-part / rest / figures
                tail       code name-part figures / rest
                around     name-part / code figures / rest (names centred beside their code)
    spacing     aligned pads the cells to columns, blank ones too, as pdftotext -layout does;
                strokes between the cells of a place's tables, as Markdown has them
    wording     which of the published wordings of titles, headings and lines is used
    run_on      the lines of every page after a table's first one run together into one line
    nine        False prints only the tables of a place, which stand behind the nine otherwise
    """

    line_numbers: bool = False
    code_style: CodeStyle = "joined"
    name_width: int | None = None
    name_style: NameStyle = "inline"
    one_cell_per_line: bool = False
    blank_line_between: bool = False
    stray_spaces: bool = False
    full_width_digits: bool = False
    full_width_punctuation: bool = True
    thousands: bool = False
    page_break_every: int | None = None
    repeated_header: bool = False
    note_on_each_page: bool = False
    page_numbers: PageNumbers = "none"
    run_on: bool = False
    notes: Notes = "none"
    title_style: TitleStyle = "plain"
    contents: Contents = "none"
    total_row: TotalRow = "first"
    header: Header = "lines"
    three_public: ThreePublic = "blocks"
    three_public_seventh: bool = False
    economic_blocks: Literal[1, 2, 3] = 2
    wording: Literal[0, 1, 2] = 0
    spacing: Spacing = "single"
    nine: bool = True

    def digits(self, text: str) -> str:
        """Codes, line numbers and figures in the producer's digits."""
        return text.translate(FULL_WIDTH) if self.full_width_digits else text

    def money(self, figure: int, decimals: int) -> str:
        """A figure, given in units of its last digit, as it is printed."""
        whole, part = divmod(abs(figure), 10**decimals)
        text = f"{whole:,}" if self.thousands else str(whole)
        if decimals:
            text += f".{part:0{decimals}d}"
        return self.digits("-" + text if figure < 0 else text)

    def code(self, code: str) -> tuple[str, ...]:
        """A code as its tokens: 2012901, or 201 29 01."""
        if self.code_style == "joined":
            return (self.digits(code),)
        return tuple(self.digits(part) for part in (code[:3], code[3:5], code[5:7]) if part)

    def pieces(self, name: str) -> list[str]:
        """A name broken over lines."""
        if self.name_width is None:
            return [name]
        return [name[at : at + self.name_width] for at in range(0, len(name), self.name_width)] or [
            ""
        ]
