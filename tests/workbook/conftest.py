"""Workbooks of several documents, and what LibreOffice makes of all of them in one run."""

import random
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest

import juesuan
from tests.factory import Account, Layout, misprint, print_text, random_account

from .office import convert

INCOMES = ("superior_subsidy", "institution", "operating", "affiliate_remittance", "other")


@dataclass
class Book:
    """A document, its workbook, and the account that a made document prints."""

    doc: juesuan.Document
    path: Path
    account: Account | None = None


def made(account: Account, layout: Layout) -> juesuan.Document:
    return juesuan.read(print_text(account, layout).encode(), name="made.txt")


def full_account() -> Account:
    """Nine 类, every income, every fund, long names, in 元, zeros printed."""
    account = random_account(
        random.Random(5),
        classes=(9, 9),
        unit=("元", 2),
        zeros="all",
        own_incomes=INCOMES,
        government_fund=True,
        state_capital=True,
        balances=True,
        three_public=True,
        full_lists=True,
    )
    tail = "（含按规定由财政专户核拨的各类专项业务活动支出及其他有关支出）"
    names = {
        code: name + tail if position % 7 == 3 else name
        for position, (code, name) in enumerate(account.names.items())
    }
    return replace(account, names=names)


def accounts() -> dict[str, tuple[Account, Layout]]:
    """Accounts with rounding, with amounts that stay ambiguous, with misprints, in two units."""
    chosen = {"full": (full_account(), Layout(thousands=True))}
    for seed in (4, 13, 28):
        rng = random.Random(seed)
        account = random_account(rng, classes=(1, 8))
        if seed % 2:
            account, _ = misprint(account, rng)
        chosen[f"seed{seed}"] = (account, Layout(line_numbers=True))
    return chosen


@pytest.fixture(scope="package", autouse=True)
def chinese():
    """Workbooks are in Chinese here, like the accounts that they hold."""
    juesuan.options.language = "zh"
    yield
    juesuan.options.language = None


@pytest.fixture
def english():
    """Errors in English, as the tests know them."""
    with juesuan.options.spoken("en"):
        yield


@pytest.fixture(scope="session")
def books(hanyang, tmp_path_factory, request) -> dict[str, Book]:
    folder = tmp_path_factory.mktemp("books")
    docs = {"hanyang": (hanyang, None)}
    docs["budget"] = (juesuan.read(juesuan.example_pair()[0]), None)
    docs |= {name: (made(*pair), pair[0]) for name, pair in accounts().items()}
    with suppress(pytest.skip.Exception):  # it is checked where it is there
        docs["putuo"] = (request.getfixturevalue("putuo_pdf"), None)
    found = {}
    for name, (doc, account) in docs.items():
        found[name] = Book(doc, folder / f"{name}.xlsx", account)
        with juesuan.options.spoken("zh"):  # it is made before `chinese` begins
            doc.to_excel(found[name].path)
    return found


@pytest.fixture(scope="session")
def corrected(books) -> dict[str, Path]:
    """Workbooks in which a person has changed cells."""
    wrong = openpyxl.load_workbook(books["hanyang"].path)
    sheet = wrong["支出决算表"]
    basic = next(row for row in sheet.iter_rows(min_row=5) if row[0].value == "2012901")[3]
    assert basic.value == 269.02
    basic.value = 270.02
    path = books["hanyang"].path.with_name("changed.xlsx")
    wrong.save(path)

    book = books["seed4"]
    solved = openpyxl.load_workbook(book.path)
    sheet = solved["支出决算表"]
    measures = book.account.columns["expenditure"]
    for row in sheet.iter_rows(min_row=5, max_col=2 + len(measures)):
        for cell, measure in zip(row[2:], measures, strict=True):
            if isinstance(cell.value, str):
                key = row[0].value or "total"
                figure = book.account.figure("expenditure", key, measure)
                cell.value = None if figure is None else figure / 10**book.account.decimals
    decided = book.path.with_name("decided.xlsx")
    solved.save(decided)
    return {"changed": path, "decided": decided}


@pytest.fixture(scope="session")
def calculated(books, corrected, tmp_path_factory) -> dict[str, Path]:
    """Every workbook as LibreOffice opened, calculated and saved it."""
    paths = [*(book.path for book in books.values()), *corrected.values()]
    return convert(paths, "xlsx", tmp_path_factory.mktemp("calculated"))
