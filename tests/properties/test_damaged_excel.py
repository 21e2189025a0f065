"""Damaged workbooks: read, or refused with an error of this package, and never anything else."""

from random import Random

import pytest

import juesuan
from juesuan.readers import read_source
from juesuan.tables.read_tables import read_tables
from tests.factory import Layout, random_account
from tests.factory.damage import damaged
from tests.factory.excel import ExcelLayout, print_xls, print_xlsx
from tests.factory.parts import changed_values

LAYOUTS = (
    ExcelLayout(hidden=True, prose=False),
    ExcelLayout(one_sheet=1, numbers="formula", codes_as_numbers=True),
)


@pytest.fixture(scope="module")
def files() -> dict[str, list[bytes]]:
    account = random_account(Random(1), classes=(1, 1), full_lists=False)
    xlsx = [print_xlsx(account, Layout(), excel) for excel in LAYOUTS]
    xls = [print_xls(account, Layout(), excel) for excel in LAYOUTS]
    return {"bytes": [*xlsx, *xls], "parts": xlsx}


@pytest.mark.parametrize("kind", ["bytes", "parts"])
@pytest.mark.parametrize("batch", range(8))
def test_a_damaged_workbook_is_read_or_refused(files, kind, batch):
    change = damaged if kind == "bytes" else changed_values
    for seed in range(batch * 50, batch * 50 + 50):
        rng = Random(seed)
        data = change(rng.choice(files[kind]), rng)
        try:
            source = read_source(data, "damaged")
            read_tables(source)
            if seed % 25 == 0:
                document = juesuan.read(data)
                said = repr(document)
                assert all(document.frame(name) is not None for name in juesuan.FRAMES)
            else:
                said = repr(source)
        except juesuan.JuesuanError as error:
            said = error.hint
        assert said
