"""Every notebook runs on any document: the first, the shared account, a budget."""

import ast
import io
import json
from contextlib import redirect_stdout

import pytest

import juesuan
from juesuan.lab import notebooks

DOCUMENTS = {
    "first": "武汉市汉阳区总工会2022年度部门决算.txt",
    "shared": "上海市普陀区规划和自然资源局2024年度部门决算.pdf",
    "budget": "上海市普陀区万里街道办事处2024年部门预算.pdf",
}
EXAMPLE = "juesuan.example()"


def sources(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def run(source, names):
    """A cell as a notebook runs it: what its last line is, shown as text and as HTML."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - a cell of ours
    if last is not None:
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
        return shown, repr(shown)
    return None, ""


@pytest.fixture(scope="module")
def read(hanyang_path, documents_folder):
    """Documents that are read once for all notebooks."""
    found = {}
    reader = juesuan.read

    def cached(source, **choices):
        if isinstance(source, bytes):
            return reader(source, **choices)
        key = str(source)
        if key not in found:
            found[key] = reader(source, **choices)
        return found[key]

    paths = {name: documents_folder / file for name, file in DOCUMENTS.items()}
    return cached, paths | {"first": hanyang_path}


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("notebook", notebooks()[:6], ids=lambda path: path.stem)
def test_a_notebook_runs_on_any_document(notebook, document, read, monkeypatch):
    reader, paths = read
    monkeypatch.setattr(juesuan, "read", reader)
    names = {}
    for source in sources(notebook):
        with redirect_stdout(io.StringIO()):
            run(source.replace(EXAMPLE, repr(str(paths[document]))), names)


PROSE = """某市财政局2023年度部门决算
第三部分 2023年度部门决算情况说明
一、收入支出决算总体情况说明
2023年度收入总计10.00万元，支出总计10.00万元。
二、一般公共预算财政拨款支出决算情况说明
2023年度一般公共预算财政拨款支出年初预算为10.00万元，支出决算为9.00万元。
"""


def test_notebooks_run_on_a_page_of_prose_without_tables(tmp_path, read, monkeypatch):
    page = tmp_path / "prose.txt"
    page.write_text(PROSE, encoding="utf-8")
    monkeypatch.setattr(juesuan, "read", read[0])
    for notebook in notebooks()[:6]:
        names = {}
        for source in sources(notebook):
            with redirect_stdout(io.StringIO()):
                run(source.replace(EXAMPLE, repr(str(page))), names)


@pytest.mark.parametrize("notebook", notebooks(), ids=lambda path: path.stem)
def test_one_cell_alone_names_the_document(notebook):
    naming = [source for source in sources(notebook) if "juesuan.example" in source]
    assert len(naming) == 1
    assert "path = " in naming[0]


def test_prose_is_in_chinese_and_english():
    for notebook in notebooks():
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        for cell in cells:
            text = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                assert any("一" <= sign <= "鿿" for sign in text), text
                assert any(sign.isascii() and sign.isalpha() for sign in text), text


def test_what_a_document_lacks_is_told_in_a_sentence(read):
    reader, paths = read
    told = reader(paths["budget"]).figures.show("waterfall")
    assert repr(told).count("\n") == 0
    assert len(repr(told)) > 20
