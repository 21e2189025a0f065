"""The tables of a place as ruled sheets, with what stands in their cells."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from random import Random

from msgspec import structs

from .account import TABLES, Account, random_account, rounded
from .classification import name_of
from .figures import Cell
from .forms import class_names
from .layout import Layout
from .place_books import Books
from .place_forms import CLASSES, COUNT, HEADING, Block, Column, Form, Line, Place, Printed, forms
from .sheets import SheetCell, SheetLine, TableSheet, sheet_of

STROKE = "—"
NUMBERED = Layout(line_numbers=True)


@dataclass(frozen=True)
class PlaceTable:
    """A printed table with what stands in its cells, in units of the last printed digit.

    The cells of a table that no form knows are of the table "", its title, a row's label and the
    heading of a column.
    """

    sheet: TableSheet
    cells: dict[Cell, int]

    @property
    def empty(self) -> TableSheet:
        """The sheet as it is published where there is nothing to tell: headings and labels."""
        blank = [[replace(c, text="") if c.kind == "number" else c for c in r] for r in self.body]
        return replace(self.sheet, body=blank, notes=["注：本部门没有此项收支，本表无数据。"])

    @property
    def body(self) -> list[SheetLine]:
        """The rows; of those with codes or units the 合计 alone."""
        first = self.sheet.body[:1]
        is_total = first and first[0][0].text == "合计"
        return first if is_total else self.sheet.body


@dataclass(frozen=True)
class Row:
    """Labels, the key, amounts by name; where it has none it is blank.

    `sign` stands in all its cells, or in those of measures that are not in `only`.
    """

    labels: tuple[str, ...]
    key: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    sign: str = ""


BLANK = Row(("",))


def place_account(place: Place, seed: int, zero: str = "") -> tuple[Account, list[PlaceTable]]:
    """An account that is printed in the forms of a place, exact to the 分, and its tables.

    `zero` is what amounts of nothing are printed as.
    """
    rng = Random(seed)
    account = random_account(
        rng,
        classes=(1, 2),
        unit=("元", 2),
        zeros="all" if zero else "blank",
        own_incomes=("other",),
        government_fund=True,
        state_capital=True,
        three_public=True,
        full_lists=place.full,
    )
    assert account.ledger is not None
    books = Books(account.ledger, account.classes, rng)
    tables = [_table(account, books, table, zero) for table in place.tables]
    tables = [
        replace(each, sheet=replace(each.sheet, titled=not place.untitled)) for each in tables
    ]
    return replace(account, further=tuple(each.sheet for each in tables)), tables


def _table(account: Account, books: Books, table: Printed, zero: str) -> PlaceTable:
    if table.form in TABLES:
        sheet = sheet_of(table.form, account, NUMBERED, merge=True)
        cells = {cell: n for cell, n in account.figures.items() if cell[0] == table.form}
    else:
        form = _crossed(forms()[table.form], books)
        printer = _Printer(account, form, table.title, zero)
        body = printer.body([list(_rows(account, books, form, each)) for each in form.blocks])
        width = sum(block.width for block in form.blocks)
        sheet, cells = TableSheet("", [], width, _header(form), body, []), printer.cells
    titles = [table.title, f"部门：{account.organization} 金额单位：{account.unit}"]
    return PlaceTable(replace(sheet, table=table.title, titles=titles, name=table.sheet), cells)


def _crossed(form: Form, books: Books) -> Form:
    """The form with a column for each economic code that something was spent on."""
    spent = books.functional(form.funds)["total"] if form.across else {}
    atoms = [atom.partition(":") for atom, amount in spent.items() if amount]
    codes = sorted({code for kind, _, code in atoms if kind in form.across and code})
    across = [
        Column(
            f"{name_of(code[:3])}/{name_of(code) if len(code) > 3 else '小计'}",
            code,
            tuple(f"{kind}:{code}" for kind in form.across),
        )
        for code in codes
    ]
    first, *others = form.blocks
    first = structs.replace(first, columns=(*first.columns, *across))
    return structs.replace(form, blocks=(first, *others))


def _rows(account: Account, books: Books, form: Form, block: Block) -> Iterator[Row]:
    """The rows of a block; those of its foot stand behind those of the longest one."""
    if form.rows == "lines":
        longest = max(len(_lines(account, each)) for each in form.blocks)
        lines = _lines(account, block)
        lines += [Line("")] * (longest - len(lines)) + list(block.foot)
        yield from (_row_of(line, books) for line in lines)
        return
    if form.rows == "functional":
        found = books.functional(form.funds)
    elif form.rows == "economic":
        found = books.economic(form.funds, form.classes)
    else:
        found = books.units(name.format(organization=account.organization) for name in form.names)
    atoms = [atom for column in block.columns for atom in column.of]
    yield Row(("合计",), "total", found.pop("total", Counter()))
    for key, row in sorted(found.items()):
        if any(row[atom] for atom in atoms):
            yield Row((key, name_of(key)) if key.isdigit() else (key,), key, row)


def _lines(account: Account, block: Block) -> list[Line]:
    """The lines, with one a functional 类 for the one that stands for them."""
    classes = zip(class_names(account), account.classes, strict=True)
    own = [Line(name, f"class_{code}") for name, code in classes]
    return [each for line in block.lines for each in (own if line.key == CLASSES else [line])]


def _row_of(line: Line, books: Books) -> Row:
    if line.key in (HEADING, COUNT):
        sign = str(books.rng.randint(2, 300)) if line.key == COUNT else STROKE
        return Row((line.label,), sign=sign)
    if not line.label:
        return BLANK
    return Row((line.label,), line.key, books.lines, line.of or (line.key,), line.only, STROKE)


def _header(form: Form) -> list[SheetLine]:
    """Headings over each other: one that several columns have in common covers them."""
    paths = [
        heading.split("/")
        for block in form.blocks
        for heading in (*block.labels, *(column.heading for column in block.columns))
    ]
    deep = max(map(len, paths))
    rows: list[SheetLine] = [[] for _ in range(deep)]
    for level, row in enumerate(rows):
        for path, group in groupby(range(len(paths)), key=lambda at: paths[at][: level + 1]):
            own = list(group)
            if len(path) > level:
                ends = all(len(paths[at]) == level + 1 for at in own)
                down = deep - level if ends else 1
                row.append(SheetCell(path[level], own[0], len(own), down, "heading"))
    return [*rows, _numbers(form)] if form.numbered else rows


def _numbers(form: Form) -> SheetLine:
    """栏次, and the numbers of the columns of figures."""
    texts: list[str] = []
    for block in form.blocks:
        texts += ["栏次", *[""] * (len(block.labels) - 1)][: len(block.labels)]
        count = sum(text.isdigit() for text in texts)
        texts += [str(count + at) for at, _ in enumerate(block.columns, 1)]
    return [SheetCell(text, at, kind="heading") for at, text in enumerate(texts)]


@dataclass(frozen=True)
class _Printer:
    """Prints the rows of a form; `cells` are told what they hold."""

    account: Account
    form: Form
    title: str
    zero: str
    cells: dict[Cell, int] = field(default_factory=dict)

    def body(self, blocks: list[list[Row]]) -> list[SheetLine]:
        """The rows of all blocks beside each other."""
        lines: list[SheetLine] = []
        longest = max(map(len, blocks))
        for at in range(longest):
            line: SheetLine = []
            for number, (block, rows) in enumerate(zip(self.form.blocks, blocks, strict=True)):
                first = sum(each.width for each in self.form.blocks[:number])
                row = rows[at] if at < len(rows) else BLANK
                line += _labels(block, row, first, number * longest + at + 1)
                for place, column in enumerate(block.columns, first + len(block.labels)):
                    text = self._text(block, row, column)
                    kind = "number" if text[:1].isdigit() else "text"
                    line.append(SheetCell(text, place, kind=kind))
            lines.append(line)
        return lines

    def _text(self, block: Block, row: Row, column: Column) -> str:
        component, _, measure = column.measure.rpartition(".")
        key, measure = component or row.key, measure or row.key
        if not row.amounts or (row.only and measure not in row.only):
            counts = row.sign.isdigit() and column != block.columns[-1]
            return STROKE if counts else row.sign
        atoms = column.of
        if self.form.rows == "lines":
            side = f"{block.side}/" if block.side else ""
            own = (component,) if component else row.of
            atoms = tuple(f"{side}{one}.{each}" for one in own for each in atoms or (measure,))
        amount = column.times * sum(row.amounts[atom] for atom in atoms)
        if not amount and not self.zero:
            return ""
        figure = rounded(amount, self.account.fen)
        known = (self.form.key, block.side, key, measure)
        self.cells[known if known[0] else ("", self.title, row.labels[0], column.heading)] = figure
        return f"{figure / 10**self.account.decimals:.{self.account.decimals}f}"


def _labels(block: Block, row: Row, first: int, number: int) -> SheetLine:
    """The labels; 合计 covers those of a code and a name."""
    texts = list(row.labels)[: len(block.labels)]
    if block.labels and "行次" in block.labels[-1]:
        texts.append(str(number))
    if len(texts) < len(block.labels):
        return [SheetCell(texts[0], first, len(block.labels), kind="heading")]
    return [SheetCell(text, first + at) for at, text in enumerate(texts)]
