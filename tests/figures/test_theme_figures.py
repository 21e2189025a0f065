"""What all figures share."""

import json
import re
import shutil

import plotly.graph_objects as go
import plotly.io as pio
import pytest

import juesuan
from juesuan import figures

NAMES = [
    *(
        "structure",
        "sunburst",
        "basic_and_project",
        "economic",
        "flow",
        "budget_and_actual",
        "budget_scatter",
    ),
    *("completion", "waterfall", "checks", "goals", "scores", "projects", "departments", "years"),
]


@pytest.fixture(params=NAMES)
def figure(request, hanyang):
    return getattr(hanyang.figures, request.param)()


def test_fonts_hold_chinese_on_linux_windows_and_mac(figure):
    family = figure.layout.template.layout.font.family
    assert family.startswith("Noto Sans CJK SC")
    assert {"Microsoft YaHei", "PingFang SC"} <= set(family.split(", "))


def test_titles_say_what_is_seen_whose_it_is_and_where_it_stands(figure):
    assert re.search(r"\d", figure.layout.title.text)
    said = figure.layout.title.subtitle.text
    assert "<br>来源：" in said or "校验" in said
    assert figure.layout.title.subtitle.text.startswith("武汉市汉阳区总工会2022年度部门决算")


def test_a_notebook_gets_the_chart_as_data_and_one_line_of_text(figure, monkeypatch):
    monkeypatch.setattr(pio.renderers, "default", "plotly_mimetype+notebook")
    bundle = figure._repr_mimebundle_()
    assert set(bundle) == {"application/vnd.plotly.v1+json", "text/plain"}
    assert bundle["text/plain"] == repr(figure)
    assert "\n" not in repr(figure)
    assert len(json.dumps(bundle)) < 60_000
    assert figure._ipython_display_ is None
    assert figure._repr_html_() is None


def test_a_chosen_renderer_is_obeyed(hanyang, monkeypatch):
    monkeypatch.setattr(pio.renderers, "default", "png")
    bundle = figures.Figure._repr_mimebundle_
    seen = []
    monkeypatch.setattr(
        go.Figure, "_repr_mimebundle_", lambda *_, **__: seen.append("asked") or {"image/png": b""}
    )
    assert set(bundle(hanyang.figures.structure())) == {"image/png", "text/plain"}
    assert seen == ["asked"]


def test_the_accessor_lists_its_figures_for_completion_and_repr(hanyang):
    methods = [name for name in dir(hanyang.figures) if not name.startswith("_")]
    methods.remove("show")
    assert set(NAMES) <= set(methods)
    assert all(name in repr(hanyang.figures) for name in methods)


def test_a_page_needs_no_network(hanyang, tmp_path):
    page = figures.save(hanyang.figures.structure(), tmp_path / "structure.html")
    text = page.read_text(encoding="utf-8")
    assert "<script src=" not in text
    assert 'src="http' not in text
    assert "群众团体事务" in text or "\\u7fa4\\u4f17" in text


def test_a_picture_without_a_browser_is_an_error_that_says_what_to_do(
    hanyang, tmp_path, monkeypatch
):
    def none(*_, **__):
        raise RuntimeError("no Chrome")

    monkeypatch.setattr(go.Figure, "write_image", none)
    with pytest.raises(juesuan.NoBrowser, match=r"Chrome 或 Chromium.*保存为 \.html"):
        figures.save(hanyang.figures.structure(), tmp_path / "x.png")


@pytest.mark.filterwarnings("default")
def test_a_picture_is_written_where_there_is_a_browser(hanyang, tmp_path):
    if not (shutil.which("chromium") or shutil.which("google-chrome")):
        pytest.skip("there is no Chrome or Chromium")
    picture = figures.save(hanyang.figures.completion(), tmp_path / "completion.png", scale=1)
    assert picture.read_bytes().startswith(b"\x89PNG")
    drawing = figures.save(hanyang.figures.completion(), tmp_path / "completion.svg")
    assert "行政运行" in drawing.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_figures_speak_english_too(hanyang, name):
    juesuan.options.language = "en"
    figure = getattr(hanyang.figures, name)()
    said = f"{figure.layout.title.text} {figure.layout.title.subtitle.text}"
    assert not re.search("占|来源|万元：|最多|校验 ", said)
    assert re.search("[a-z]{3}", said)


def test_a_chart_in_a_notebook_follows_its_theme(figure, monkeypatch):
    monkeypatch.setattr(pio.renderers, "default", "plotly_mimetype")
    chart = figure._repr_mimebundle_()["application/vnd.plotly.v1+json"]
    assert chart["layout"]["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert "--jp-content-font-color1" in chart["layout"]["title"]["text"]
    assert figure.layout.paper_bgcolor is None
    assert "<span style" not in figure.layout.title.text


def test_a_paper_that_somebody_chose_stays(hanyang, monkeypatch):
    monkeypatch.setattr(pio.renderers, "default", "plotly_mimetype")
    figure = hanyang.figures.structure().update_layout(paper_bgcolor="#123456")
    chart = figure._repr_mimebundle_()["application/vnd.plotly.v1+json"]
    assert chart["layout"]["paper_bgcolor"] == "#123456"
    assert "<span" not in chart["layout"]["title"]["text"]
