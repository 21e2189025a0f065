"""Wrong usage and help, in either language: whole sentences, no word cut, no word of the other."""

import re

import pytest
from rich.cells import cell_len
from typer.main import get_command
from typer.testing import CliRunner

import juesuan
from juesuan.catalogue.command_help import commands
from juesuan.cli.commands import app
from juesuan.cli.help_text import wrapped

WRONG = {
    ("check",): "缺少 PATHS。",
    ("chek", "a"): "没有命令 chek。是否指 check？",
    ("show", "a", "b", "c"): "多出的参数：b，c。",
    ("build", "--jobs", "x"): "--jobs 的值不对：应为不小于 1 的数字。",
    ("build", "--jobs", "0"): "--jobs 的值不对：应为不小于 1 的数字。",
    ("check", "a", "--severity", "bad"): "--severity 的值不对：可用的有 error，warning，note。",
    ("check", "a", "--format"): "--format 后面缺少值。",
    ("build", "--prune=3"): "--prune 不带值。",
    ("build", "--jbos", "2"): "没有选项 --jbos。",
    ("--ocr", "maybe", "show", "a"): "没有识别方式“maybe”；可用的有 auto、never、force",
}


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_told_in_chinese(arguments):
    with juesuan.options.spoken("zh"):
        done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    said = done.stderr
    assert WRONG[arguments] in said
    assert not re.search("[A-Za-z]{4,} [a-z]{2,}", said.replace("juesuan", "")), said


def test_a_file_that_is_there_is_told_in_chinese(tmp_path):
    (tmp_path / "mine.ipynb").write_text("mine", encoding="utf-8")
    with juesuan.options.spoken("zh"):
        done = CliRunner().invoke(app, ["lab", "--new", str(tmp_path / "mine.ipynb")])
        lost = CliRunner().invoke(app, ["lab", "--new", str(tmp_path / "no" / "mine.ipynb")])
    assert "已有同名文件或文件夹" in done.stderr
    assert "没有这个文件或文件夹" in lost.stderr


def test_a_workbook_that_cannot_be_written_is_named_as_it_was_asked_for(hanyang, tmp_path):
    target = tmp_path / "no" / "book.xlsx"
    with pytest.raises(FileNotFoundError) as refused:
        hanyang.to_excel(target)
    assert refused.value.filename == str(target)


@pytest.mark.parametrize("width", ["50", "80", "200"])
@pytest.mark.parametrize("command", [None, *get_command(app).commands])
def test_help_has_every_word_and_fits(command, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", width)
    with juesuan.options.spoken("zh"):
        done = CliRunner().invoke(app, [*filter(None, [command]), "--help"])
        entry = commands()[command or "juesuan"]
        meant = [str(entry), *map(str, entry.options.values())]
    assert done.exit_code == 0
    assert max(map(cell_len, done.output.splitlines())) <= int(width)
    whole = re.sub(r"\s", "", done.output)
    for text in meant:
        assert re.sub(r"\s", "", text) in whole
    assert not re.search("Usage|Options|OPTIONS|default", done.output)


def test_chinese_breaks_anywhere_but_before_a_mark():
    text = "每份文件一册 Excel 工作簿，以及一份报告。" * 3
    for width in range(12, 60):
        lines = wrapped(text, width)
        assert max(map(cell_len, lines)) <= width
        assert not [line for line in lines if line[0] in "，。"]
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
