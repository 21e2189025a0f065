"""Damaged workbooks: read, or refused with an error of this package, and never anything else."""

import io
import re
import zipfile
from random import Random

import pytest

import juesuan
from juesuan.readers import read_source
from juesuan.tables.read_tables import read_tables
from tests.factory import Layout, random_account
from tests.factory.damage import damaged
from tests.factory.excel import ExcelLayout, print_xls, print_xlsx

LAYOUTS = (
    ExcelLayout(hidden=True, prose=False),
    ExcelLayout(one_sheet=1, numbers="formula", codes_as_numbers=True),
)
PIECE = re.compile(rb'"[^"]*"|<[^>]*>|[0-9]+')
# What a value or a piece of markup becomes; each was chosen because a reader may stumble on it.
ODD = (
    *(b"", b'""', b'"-1"', b'"99999999999999999999"', b'"XFD1048576"', b'"A1:XFD1048576"'),
    *(b'"A0"', b'"1"', b'"s"', b'"e"', b'"b"', b'"str"', b"<c>", b"</c>", b"<v>1e999</v>"),
    *(b"<v>nan</v>", b"<v>1_0</v>", "<v>１２²</v>".encode(), b"<row r='0'>", b"999999999", b"-1"),
    *(b"&#0;", b"&amp;", '"²"'.encode(), b"<f/>", b"<is><t>x</t></is>", b'"[h]:mm,,;;;"'),
)


@pytest.fixture(scope="module")
def files() -> dict[str, list[bytes]]:
    account = random_account(Random(1), classes=(1, 1), full_lists=False)
    xlsx = [print_xlsx(account, Layout(), excel) for excel in LAYOUTS]
    xls = [print_xls(account, Layout(), excel) for excel in LAYOUTS]
    return {"bytes": [*xlsx, *xls], "parts": xlsx}


def changed_parts(data: bytes, rng: Random) -> bytes:
    """The package with pieces of one part changed, its checksums right."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        victim = rng.choice([info.filename for info in old.infolist()])
        for info in old.infolist():
            text = old.read(info)
            for _ in range(rng.choice((1, 2, 5, 20)) if info.filename == victim else 0):
                pieces = list(PIECE.finditer(text))
                if not pieces:
                    break
                piece = rng.choice(pieces)
                put = rng.choice((*ODD, rng.choice(pieces)[0]))
                text = text[: piece.start()] + put + text[piece.end() :]
            new.writestr(info.filename, text)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["bytes", "parts"])
@pytest.mark.parametrize("batch", range(8))
def test_a_damaged_workbook_is_read_or_refused(files, kind, batch):
    change = damaged if kind == "bytes" else changed_parts
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
