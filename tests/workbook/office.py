"""Workbooks as LibreOffice sees them, and their live checks read back."""

import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from juesuan.catalogue import tables
from juesuan.catalogue.form_title import form_title
from juesuan.catalogue.verdict_words import verdicts_zh
from juesuan.identities.suites import sums


def soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return found


def convert(paths: list[Path], kind: str, out: Path) -> dict[str, Path]:
    """All files in one run, which is slow to start; by name."""
    profile = (out / "profile").as_uri()
    done = subprocess.run(
        [
            *(soffice(), f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", kind, "--outdir", str(out), *map(str, paths)),
        ],
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    found = {path.stem: out / f"{path.stem}.{kind.partition(':')[0]}" for path in paths}
    missing = [name for name, path in found.items() if not path.exists()]
    assert not missing, f"{missing}: {done.stdout}{done.stderr}"
    return found


@cache
def opened(path: Path, *, values: bool = False) -> openpyxl.Workbook:
    """A workbook; tests that share it change nothing."""
    return openpyxl.load_workbook(path, data_only=values)


@cache
def live_checks(written: Path, calculated: Path) -> Counter[tuple[str, ...]]:
    """(identity with code and measure, verdict, computed, residual, allowed in 分) of each check.

    The identity is in a comment of the file as written, the values in the one recalculated.
    """
    plain, values = opened(written), opened(calculated, values=True)
    titles = {form_title(key, kind) for key in tables() for kind in ("决算", "预算")}
    found: Counter[tuple[str, ...]] = Counter()
    for sheet in plain.worksheets:
        if sheet.title not in titles:
            continue
        unit = {"元": 100, "万元": 1_000_000}[unit_of(sheet)]
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.comment or not str(cell.value).startswith("=IF("):
                    continue
                name = cell.comment.text.split("\n")[-1]
                own = values[sheet.title]
                computed, residual, allowed, verdict = (
                    own.cell(cell.row, cell.column + offset).value for offset in range(4)
                )
                if verdict:
                    unchecked = verdict == verdicts_zh()["not_checked"]
                    figures = (None,) * 3 if unchecked else (computed, residual, allowed)
                    money = (fen(value, unit) for value in figures)
                    found[name, verdict, *money] += 1
    return found


def fen(value, unit: int) -> str:
    # Half a 分 that rounding allows is no whole 分.
    return "" if value in (None, "") else str(round(value * unit * 2) // 2)


def unit_of(sheet) -> str:
    stated = next(cell.value for cell in sheet[2][1:] if cell.value)
    return str(stated).removeprefix("单位：").removesuffix("（原文未注明）")


def verdicts_of(doc) -> Counter[tuple[str, ...]]:
    """The same of the frame `verdicts`, in the words of the workbook."""
    word = verdicts_zh()
    frame = doc.verdicts.astype(object)
    frame = frame.where(frame.notna(), None)
    found: Counter[tuple[str, ...]] = Counter()
    for row in frame.to_dict("records"):
        if row["reason"] == "side_missing" or row["kind"] not in {each.kind for each in sums()}:
            continue
        name = " ".join(filter(None, (row["identity"], row["code"], row["measure"])))
        money = [row[f"{kind}_fen"] for kind in ("computed", "residual", "allowed")]
        found[name, word[row["verdict"]], *("" if m is None else str(m) for m in money)] += 1
    return found
