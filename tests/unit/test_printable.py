"""No control character and no mark of direction of a document or a name is shown anywhere."""

import io
import json
import re
import zipfile
from random import Random

import pytest
from typer.testing import CliRunner

import juesuan
from juesuan.cli import app
from juesuan.printable import cleaned, printable, told
from tests.factory import Layout, misprint, print_text, random_account
from tests.factory.excel import ExcelLayout, print_xlsx
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout

ODD = "\x07\x1b[31m\x08\x7f\x85\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069\u2028"
IN_A_WORD = ODD.replace("\x85", "").replace("\u2028", "")
NEVER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
LAYOUT = Layout(code_style="joined")


def poisoned(text: str) -> str:
    """The document with such signs in its names, in its words and within its figures."""
    owner = re.search(r"第一部分 (\S+)概况", text)[1]
    text = text.replace(owner, f"{owner[:2]}\x1b[31m{IN_A_WORD}{owner[2:]}")
    text = re.sub(r"(?<=\d)(?=\.\d\d)", "\x07\u200e", text)
    return text.replace("支出", "支\u202e出").replace("。", "\x1b[2J。")


@pytest.fixture(scope="module")
def pair() -> tuple[str, str]:
    account, _ = misprint(random_account(Random(3)), Random(1))
    text = print_text(account, LAYOUT)
    return text, poisoned(text)


def test_what_prints_nothing_is_gone_and_what_parts_words_is_a_space():
    assert cleaned("1\x07,738\u200e.0\x1b2") == "1,738.02"
    assert cleaned("甲\x0b乙\u2028丙\x85丁\t戊\n己") == "甲 乙 丙 丁\t戊\n己"
    assert cleaned("甲\u3000乙") == "甲\u3000乙"
    assert cleaned("甲\x1b[1;31m乙\x1b]0;own\x07丙\x9b2J丁\x1b[戊") == "甲乙丙丁[戊"


def test_a_name_has_escapes_for_what_it_may_not_show_and_two_names_stay_two():
    assert printable("年报\x1b[2J\u202e.txt") == "年报\\x1b[2J\\u202e.txt"
    assert printable("年\n报.txt") == "年\\n报.txt"
    assert printable("年报\udcff.txt") == "年报\\xff.txt"
    assert printable("年报\ud800.txt") == "年报\\ud800.txt"
    assert printable(printable("a\x07")) == printable("a\x07") != printable("a")
    assert told("甲\n乙\x07") == "甲\n乙\\x07"


def test_the_figures_are_those_of_the_clean_document(pair):
    clean, odd = (juesuan.read(text.encode(), name="a.txt") for text in pair)
    for column in ("amount_fen", "code", "name", "raw", "measure"):
        assert odd.amounts[column].tolist() == clean.amounts[column].tolist()
    assert odd.origin.organization == clean.origin.organization
    assert odd.claims["value_fen"].tolist() == clean.claims["value_fen"].tolist()


def test_no_frame_repr_id_or_workbook_has_one(pair):
    document = juesuan.read(pair[1].encode(), name=f"年报{ODD}.txt")
    shown = [repr(document), document._repr_html_(), document.document_id, repr(document.source)]
    shown += [document.show("expenditure").__repr__(), document.show("verdicts").__repr__()]
    for name in juesuan.FRAMES:
        frame = document.frame(name)
        texts = frame.select_dtypes(["string", "category"]).astype("string")
        shown += [text for column in texts for text in texts[column].dropna()]
    assert [text for text in shown if NEVER.search(text)] == []
    target = io.BytesIO()
    document.to_excel(target)
    with zipfile.ZipFile(target) as book:
        parts = [book.read(name).decode() for name in book.namelist() if name.endswith(".xml")]
    assert not any(NEVER.search(part) for part in parts)


@pytest.mark.parametrize("medium", ["xlsx", "html"])
def test_other_media_show_none_either(medium):
    account = random_account(Random(1), classes=(1, 1), full_lists=False)
    if medium == "xlsx":
        data = print_xlsx(account, LAYOUT, ExcelLayout())
        data = rewritten(data, "支出", "支_x001B_\u202e出_x0007_")
    else:
        data = print_page(account, LAYOUT, MarkupLayout(), HtmlLayout())
        data = data.decode().replace("支出", "支&#27;\u202e出&#155;\x07").encode()
    document = juesuan.read(data, name=f"a\x1b.{medium}")
    assert len(document.amounts) > 0
    texts = [line.printed for line in document.source.lines]
    texts += [cell.text + cell.address for grid in document.source.grids for cell in grid.cells]
    texts += [repr(document), *document.problems["message"]]
    assert [text for text in texts if NEVER.search(text)] == []


def rewritten(data: bytes, old: str, new: str) -> bytes:
    """A workbook with other words in its cells and the names of its sheets."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(target, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).decode().replace(old, new))
    return target.getvalue()


def test_an_error_shows_none():
    with pytest.raises(juesuan.UnreadableDocument) as refused:
        juesuan.read(b"", name=f"a{ODD}.txt")
    assert not NEVER.search(str(refused.value) + str(refused.value.source))
    again = refused.value.__reduce__()
    assert str(again[0](*again[1])) == str(refused.value)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(f"b{ODD}", b"")
    with pytest.raises(juesuan.UnreadableDocument) as refused:
        juesuan.read(target.getvalue(), name="a.zip")
    assert not NEVER.search(str(refused.value))


@pytest.fixture(scope="module")
def folder(tmp_path_factory, pair):
    """Documents whose names and words have such signs, one that cannot be read, an archive."""
    made = tmp_path_factory.mktemp("documents")
    name = IN_A_WORD
    try:
        (made / f"年报{name}.txt").write_text(pair[1], encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    (made / f"空{name}.txt").write_text("", encoding="utf-8")
    with zipfile.ZipFile(made / "all.zip", "w") as archive:
        archive.writestr(f"空{name}.txt", b"")
        archive.writestr(f"表{name}.pdf", b"%PDF-1.7")
    return made


def test_a_build_shows_and_writes_none(folder, tmp_path):
    done = CliRunner().invoke(app, ["build", str(folder), "--out", str(tmp_path), "--jobs", "1"])
    assert done.exit_code == 1
    assert "set aside" in done.output
    assert not NEVER.search(done.output.replace("\r", ""))
    written = [path for path in tmp_path.rglob("*") if path.suffix in (".jsonl", ".log", ".html")]
    written += [tmp_path / "build.log"]
    assert len(written) >= 3
    for path in written:
        assert not NEVER.search(path.read_text(encoding="utf-8")), path.name
    for line in (tmp_path / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        values = [str(value) for value in json.loads(line).values()]
        assert not any(NEVER.search(value) for value in values)
    assert not any(NEVER.search(path.name) for path in tmp_path.rglob("*"))


@pytest.mark.parametrize("more", [[], ["--format", "json"]])
def test_a_check_shows_none(folder, more):
    done = CliRunner().invoke(app, ["check", str(folder), *more])
    assert done.exit_code == 2
    assert done.stdout
    assert not NEVER.search(done.stdout + done.stderr)


def test_show_and_a_path_that_is_not_there_show_none(folder, tmp_path):
    (path,) = folder.glob("年报*")
    done = CliRunner().invoke(app, ["show", str(path)])
    assert done.exit_code == 0
    assert not NEVER.search(done.output)
    for command in ("build", "check", "show"):
        missing = CliRunner().invoke(app, [command, f"{tmp_path}/a\x1b[31m\u202e.txt"])
        assert missing.exit_code == 2
        assert not NEVER.search(missing.output), command
