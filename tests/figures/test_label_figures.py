"""Labels are whole, have room beside their marks, and say the same as the legend."""

import pytest

import juesuan
from juesuan import figures
from juesuan.figures.accessor import Figures
from juesuan.figures.dumbbell import signed
from juesuan.figures.theme import room
from juesuan.figures.theme_file import theme
from juesuan.show.absence import Sentence


def test_the_amount_behind_a_long_name_is_never_cut(hanyang):
    name = "某市某区人民政府某某街道办事处便民服务中心"
    rows = hanyang.amounts.query("table == 'expenditure' and level == 'class'")
    rows = rows.assign(document_id=f"{name}-2024-决算-00000000")
    (label,) = figures.departments(rows.assign(amount_fen=rows["amount_fen"] * 1000)).layout.yaxis[
        "ticktext"
    ]
    assert label == f"{name[:13]}… 2024  533,260.00"


def test_a_class_has_the_same_pattern_in_its_bars_and_in_the_legend(hanyang):
    drawn = [*hanyang.figures.years().data, *hanyang.figures.departments().data]
    for trace in drawn:
        assert isinstance(trace.marker.pattern.shape, str | None)
        # Words cannot be read on a pattern.
        assert not (any(trace.text) and trace.marker.pattern.shape)
    assert any(trace.marker.pattern.shape for trace in drawn)


def test_nothing_more_and_nothing_less_has_no_sign(hanyang):
    assert [signed(fen) for fen in (1_000_000, 0, -1_000_000)] == ["+1.00", "0.00", "−1.00"]
    (trace,) = hanyang.figures.deviations().data
    assert "0.00 · 100.0%" in trace.text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_economic_groups_are_called_as_printed_in_both_languages(putuo, language):
    juesuan.options.language = language
    figure = putuo.figures.economic()
    assert [trace.name for trace in figure.data[:2]] == ["人员经费", "公用经费"]
    assert "合计" not in figure.layout.title.text


def test_words_beside_a_mark_have_room_however_long(hanyang):
    items = hanyang.execution.query("level == 'item'")
    large = {name: items[name] * 1000 for name in ("budget", "actual", "budget_fen", "actual_fen")}
    for rows in (items, items.assign(**large)):
        figure = figures.budget_and_actual(rows)
        words = [text.strip() for text in figure.data[-1].text]
        assert figure.layout.margin.r >= max(room([text]) for text in words)
        assert figure.layout.margin.r < theme().size.width / 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_money_ends_does_not_meet_where_it_comes_from(putuo, language):
    juesuan.options.language = language
    labels = putuo.figures.flow().data[0].node.label
    project, ends = (
        next(each for each in labels if each.startswith(start) and (kind in each))
        for start, kind in (("项目支出 ", ""), ("项目支出", "<br>"))
    )
    edge = 2 * theme().font_size  # what `room` adds to a label
    taken = room([project]) + room(ends.split("<br>")) - 2 * edge
    assert taken < (theme().size.width - 32) / 3


def test_a_figure_of_no_documents_is_a_sentence_for_each_figure(hanyang):
    class Empty:
        def frame(self, name):
            return hanyang.frame(name).iloc[:0] if name != "documents" else hanyang.documents

    drawn = Figures(Empty())
    names = [name for name in vars(Figures) if not name.startswith("_") and name != "show"]
    told = {name: drawn.show(name) for name in names}
    assert all(isinstance(each, Sentence) for each in told.values())
    assert all(len(str(each)) > 10 for each in told.values())
