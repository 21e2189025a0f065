"""A department with two units over three years, and one more department: a built corpus."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

import juesuan
from juesuan.corpus.build import build
from tests.corpus.books import text_of, write
from tests.factory.account import Account
from tests.factory.books import account_of, books, next_year, together

YEARS = (2021, 2022, 2023)
DEPARTMENT, SCHOOL = "江城市青山区教育局", "江城市青山区第三中学"
OTHER = "临海市规划和自然资源局"


@dataclass
class Made:
    """The accounts by organization, 部门 or 单位, and year; the folder that was built."""

    accounts: dict[tuple[str, str, int], Account]
    folder: Path


def years_of(seed: int, classes: int = 2):
    """Books of three years, each beginning with what the one before left over."""
    rng = Random(seed)
    found = [books(rng, classes)]
    for _ in YEARS[1:]:
        found.append(next_year(rng, found[-1]))
    return found


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    own, school, other = (years_of(seed) for seed in (1, 2, 3))
    accounts: dict[tuple[str, str, int], Account] = {}
    paths = []
    for at, year in enumerate(YEARS):
        whole = together([own[at], school[at]])
        for name, kind, ledger in (
            (DEPARTMENT, "部门", whole),
            (DEPARTMENT, "单位", own[at]),
            (SCHOOL, "单位", school[at]),
            (OTHER, "部门", other[at]),
        ):
            account = account_of(ledger, name, year)
            accounts[name, kind, year] = account
            units = (SCHOOL,) if (name, kind) == (DEPARTMENT, "部门") else ()
            before = accounts.get((name, kind, year - 1))
            text = text_of(account, before=before, units=units, kind=kind)
            paths.append(write(folder / "raw", f"{name}{kind}{year}", text))
    build(paths, folder / "clean", workbooks=False)
    return Made(accounts, folder / "clean")


@pytest.fixture
def corpus(made):
    return juesuan.open_corpus(made.folder)
