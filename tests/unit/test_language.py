"""What people read is Chinese or English, all of it, as they choose."""

import ast
import pickle
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

import juesuan
from juesuan.catalogue import columns, frames
from juesuan.catalogue.command_help import commands
from juesuan.catalogue.faults import fault, fault_texts
from juesuan.catalogue.remarks import placeholders
from juesuan.catalogue.sayings import say, shown
from juesuan.cli import app
from juesuan.cli.main import main
from juesuan.errors import CatalogueError, UnknownChoice, UnreadableDocument

PACKAGE = Path(juesuan.__file__).parent
CHINESE = r"[\u3400-\u9fff]"


# What the names of texts begin with that code puts together.
MADE = ("notebook", "errors", "warnings", "notes", "notice", "report", "item")
# The errors that people meet; those about data files of the package are for their authors.
SAID = (
    "UnreadableDocument", "ScannedDocument", "NotAFinalAccount", "PartsDiffer", "NoSource",
    "UnknownName", "UnknownChoice", "CorpusError", "BuildError", "FrameError", "WorkbookError",
    "ExportError", "NothingToDraw", "NoBrowser",
)  # fmt: skip


@pytest.fixture
def chinese():
    juesuan.options.language = "zh"
    yield
    juesuan.options.language = None


@cache
def calls(name):
    """Every call of a function of this name in the package, with its file."""
    return [
        (path.relative_to(PACKAGE), node)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == name
    ]


def literals(node):
    """The texts that an argument may be: itself, or the two sides of a choice."""
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant)]


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"JUESUAN_LANGUAGE": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        ({"JUESUAN_LANGUAGE": "en", "LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_system_unless_a_variable_says_another(
    monkeypatch, variables, language
):
    for name in ("JUESUAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert juesuan.options.language == language


def test_another_language_is_refused():
    with pytest.raises(ValueError, match="there is no language 'fr'; there are en, zh"):
        juesuan.options.language = "fr"


@pytest.mark.usefixtures("chinese")
def test_a_choice_goes_back_to_the_system_with_none():
    assert (juesuan.options.language, repr(juesuan.options)) == ("zh", "Options(language='zh')")
    juesuan.options.language = None
    assert juesuan.options.language == "en"


def test_every_text_that_code_says_is_in_the_data_with_its_values():
    for name, known in (("say", shown()), ("fault", fault_texts())):
        assert len(calls(name)) > 60
        for file, call in calls(name):
            given = {keyword.arg for keyword in call.keywords}
            for text in literals(call.args[0]):
                assert text in known, (file, call.lineno, text)
                needed = placeholders(known[text].text) | placeholders(
                    getattr(known[text], "hint", None) or ""
                )
                assert None in given or given == needed, (file, call.lineno, text)


def test_every_text_in_the_data_is_named_in_the_code():
    code = " ".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    code += " ".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.j2"))
    made = ("plan_", "column_", *(f"{word}_" for word in MADE))
    for name in (*shown(), *fault_texts()):
        assert f'"{name}"' in code or f"'{name}'" in code or name.startswith(made), name


def test_every_error_but_those_for_authors_is_said_in_both_languages():
    for kind in SAID:
        for file, call in calls(kind):
            said = call.args[0]
            assert not isinstance(said, (ast.Constant, ast.JoinedStr)), (file, call.lineno)


@pytest.mark.usefixtures("chinese")
def test_an_error_is_said_in_the_language_of_whoever_reads_it():
    error = UnreadableDocument(fault("pdf_pages", total=9, limit=5), source="a.pdf", page=3)
    assert str(error) == (
        "a.pdf，第 3 页：PDF 共 9 页。可读取 1 至 5 页：请拆分文件，或调大 Limits(pages=…)。"
    )
    juesuan.options.language = "en"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - its own bytes
    assert (
        str(again)
        == str(error)
        == (
            "a.pdf, page 3: the PDF has 9 pages. Between 1 and 5 are read: split it, or raise "
            "Limits(pages=…)."
        )
    )
    assert (again.message, again.page) == ("the PDF has 9 pages", 3)


def test_an_unknown_text_and_other_values_are_refused():
    with pytest.raises(CatalogueError, match="did you mean 'amounts'"):
        say("amuonts", count=1)
    with pytest.raises(CatalogueError, match="other values than its text: count"):
        say("amounts")
    with pytest.raises(CatalogueError, match="there is no fault 'lokced'; did you mean 'locked'"):
        str(fault("lokced"))


@pytest.mark.usefixtures("chinese")
def test_a_document_is_shown_in_chinese(hanyang):
    for shown_ in (repr(hanyang), hanyang._repr_html_()):
        assert re.search("勾稽校验：相符 [67][0-9]{2}，舍入差 1，不符 [0-9]+，未校验 ", shown_)
        assert "identities" not in shown_
    assert "没有数据框" not in repr(hanyang)
    with pytest.raises(juesuan.UnknownName, match="没有数据框“amuonts”，是否指“amounts”？"):
        hanyang.frame("amuonts")


def test_the_repr_says_what_it_leaves_out(hanyang):
    assert "not shown: the messages of .problems; " in repr(hanyang)


def test_columns_have_titles_in_both_languages(hanyang):
    for column in columns().values():
        assert column.title
        assert any("\u3400" <= sign <= "\u9fff" for sign in column.title_zh) or (
            column.title == column.title_zh == "SHA-256"
        )
    frame = hanyang.frame("execution", labels="zh")
    assert list(frame.columns[:3]) == ["文件编号", "栏目", "科目编码"]
    assert "预算数（万元）" in frame.columns
    assert list(frame.columns) == list(frames()["execution"].labels("zh").values())
    assert frame["预算数（万元）"].equals(hanyang.execution["budget"].rename("预算数（万元）"))
    assert "Budget (10,000 yuan)" in hanyang.frame("execution", labels="en").columns
    with pytest.raises(UnknownChoice, match="there is no language 'fr'; there are en, zh"):
        hanyang.frame("execution", labels="fr")


def test_every_command_and_option_is_explained_and_no_other():
    group = __import__("typer").main.get_command(app)
    assert set(commands()) == {"juesuan", *group.commands}
    for name, command in {"juesuan": group, **group.commands}.items():
        named = {parameter.name for parameter in command.params}
        assert set(commands()[name].options) == named, name


@pytest.mark.usefixtures("chinese")
def test_help_and_wrong_usage_are_chinese():
    told = CliRunner().invoke(app, ["--help"]).output
    assert "用法：" in told
    assert "读取部门决算和部门预算公开文件" in told
    for option in ("--install-completion", "--version", "--lang"):
        assert option in told
    done = CliRunner().invoke(app, ["check"])
    assert (done.exit_code, done.stderr.splitlines()[1]) == (2, "缺少 PATHS。")
    done = CliRunner().invoke(app, ["build", "--jbos", "2"])
    assert (done.exit_code, done.stderr.splitlines()[1]) == (2, "没有选项 --jbos。")


@pytest.mark.parametrize("place", [0, 2])
def test_the_language_may_be_told_anywhere_on_the_command_line(
    place, monkeypatch, capsys, tmp_path
):
    arguments = ["check", str(tmp_path / "nowhere.txt")]
    arguments[place:place] = ["--lang", "zh"]
    monkeypatch.setenv("JUESUAN_LANGUAGE", "en")
    monkeypatch.setattr(sys, "argv", ["juesuan", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    juesuan.options.language = None
    assert ended.value.code == 2
    assert "没有文件或文件夹" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["show", "export"])
def test_a_folder_and_a_missing_file_are_sentences(command, tmp_path):
    more = ["-o", str(tmp_path / "x.xlsx")] if command == "export" else []
    missing = CliRunner().invoke(app, [command, str(tmp_path / "nowhere.pdf"), *more])
    assert missing.exit_code == 2
    assert "there is no file" in missing.stderr
    if command == "show":
        folder = CliRunner().invoke(app, [command, str(tmp_path)])
        assert folder.exit_code == 2
        assert "is a folder: name one document in it" in folder.stderr


@pytest.mark.parametrize(
    "command", [["show"], ["check"], ["build", "--out", "gebaut", "--jobs", "1"]]
)
def test_a_console_without_chinese_gets_sentences(command, hanyang_path, tmp_path):
    copy = tmp_path / "account.txt"
    copy.write_bytes(hanyang_path.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "juesuan", *command, str(copy)],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={
            **__import__("os").environ,
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        },
    )
    said = (done.stdout + done.stderr).decode("utf-8", errors="replace")
    assert "Traceback" not in said
    assert done.returncode in (0, 1, 2)
    assert " exact, " in said or "encoding" in said


def test_a_table_is_printed_in_blocks_that_fit_the_terminal(hanyang):
    from rich.cells import cell_len

    for width in (60, 80):
        for name in ("支出决算表", "收入支出决算总表", "财政拨款收入支出决算总表", "problems"):
            lines = hanyang.show(name).text(width).splitlines()
            assert max(map(cell_len, lines[1:])) <= width
    text = hanyang.show("支出决算表").text(60)
    for heading in ("基本支出", "项目支出", "经营支出"):
        assert heading in text
    # A block of figures repeats the labels that they belong to.
    assert text.count("2012901") == 3
