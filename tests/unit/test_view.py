"""Rows of frames as notebooks show them."""

import pandas as pd
import pytest

import juesuan
from juesuan.catalogue.measures import measures
from juesuan.show.absence import Sentence


@pytest.fixture(autouse=True)
def in_chinese():
    with juesuan.options.spoken("zh"):
        yield


def test_rows_have_words_and_figures_with_two_decimals(hanyang):
    items = hanyang.execution.query("level == 'item'")
    shown = juesuan.view(items, ["item_name", "budget", "rate", "printed_rate", "reason"])
    assert list(shown.columns[:2]) == ["项名称", "年初预算"] or shown.columns[0] == "项名称"
    assert shown.iloc[0].tolist()[:4] == ["行政运行", "263.97", "101.91", "101.9"]
    assert shown.iloc[3, 2] == ""


def test_keys_are_words_in_chinese_and_stay_keys_in_english(hanyang):
    shown = juesuan.view(hanyang.findings, ["severity"])
    assert shown.iloc[0, 0] == "错误"
    juesuan.options.language = "en"
    shown = juesuan.view(hanyang.findings, ["severity"])
    assert (shown.columns[0], shown.iloc[0, 0]) == ("severity", "error")


def test_a_row_stands_upright_without_what_is_blank(hanyang):
    shown = juesuan.view(hanyang.headline, upright=True)
    assert shown.loc["本年支出"].tolist() == ["533.26"]
    assert shown.loc["一般公共预算支出比上年增减"].tolist() == ["61.42"]
    assert not any("编号" in name or "分" in name for name in shown.index)


def test_no_rows_are_a_sentence(hanyang):
    told = juesuan.view(hanyang.execution.iloc[:0], ["item_name"])
    assert isinstance(told, Sentence)
    assert repr(told) == "文件中没有这类内容，没有可显示的行。"


def test_every_column_of_what_is_measured_has_a_chinese_title(hanyang):
    for name, entry in measures().items():
        titles = entry.labels("zh")
        assert list(titles) == list(hanyang.frame(name))
        assert all(any(sign >= "\u4e00" for sign in title) for title in titles.values())


def test_columns_of_no_frame_keep_their_names():
    shown = juesuan.view(pd.DataFrame({"share": [82.731, None]}))
    assert shown["share"].tolist() == ["82.73", ""]


def test_a_notebook_shows_texts_whole_and_to_the_left(hanyang):
    items = hanyang.execution.query("level == 'item'")
    html = juesuan.view(items, ["item_name", "actual", "reason"])._repr_html_()
    assert items["reason"].str.len().max() > 50
    for reason in items["reason"].dropna():
        assert f">{reason}</td>" in html
    assert '<td style="text-align:left;white-space:nowrap">死亡抚恤</td>' in html
    assert '<td style="text-align:right;white-space:nowrap">269.02</td>' in html


def test_what_is_said_in_both_languages_is_shown_in_one(hanyang):
    shown = juesuan.view(hanyang.findings, ["place", "message"])
    assert list(shown.columns) == ["位置", "说明"]
    assert shown.iloc[0, 0] == "第 1413 行"
    assert not {"中文说明", "说明"} <= set(juesuan.view(hanyang.findings).columns)


def test_rows_of_no_frame_have_the_words_of_the_dictionary(hanyang):
    ends = hanyang.verdicts.groupby("verdict", observed=True).size().rename("count").reset_index()
    shown = juesuan.view(ends)
    assert list(shown.columns) == ["结论", "个数"]
    assert shown["结论"].tolist() == ["相符", "不符", "未校验", "舍入差"]
