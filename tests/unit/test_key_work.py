from juesuan.narrative.key_work import read_key_work
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.readers import read_text

TABLE = """序号 重要事项 工作内容及目标 完成情况
1 普法宣传
开展普法宣传活动，
推进依法行政。
全年举办讲座 12 场，
覆盖职工 300 人次。
"""
PROSE = """第四部分 2022 年重点工作完成情况
一、开展普法宣传活动，推进依法行政。
全年举办讲座 12 场，覆盖职工 300 人次。
"""
END = "第五部分 名词解释\n一、财政拨款收入：指财政拨付的资金。\n"


def read(text: str):
    lines = read_text(text.encode(), "a.txt").lines
    return read_key_work(list(passages(paragraphs(lines))), lines)


def test_hanyang(hanyang_path):
    one, two, three = read(hanyang_path.read_text(encoding="utf-8"))

    assert (one.number, one.row, one.page) == (1, 2428, None)
    assert one.title == "宣传劳模精神，讲好“汉阳故事”。"
    assert one.matter == "劳模宣讲"
    assert one.goal == "宣传劳模精神，讲好“汉阳故事”。"
    assert one.result is not None
    assert one.result.startswith("深入行业、社区、企业、班组，开展劳模巡回宣讲13场，为2000余名")
    assert one.result.endswith("飞入寻常百姓家。")

    assert (two.number, two.row, two.matter) == (2, 2442, "爱心驿站")
    assert two.title == "爱心驿站阵地优化升级，提质普惠服务。"
    assert two.goal == "阵地优化升级，提质惠普服务。"  # the table's own misprint
    assert two.result is not None
    assert two.result.startswith("采取“方案共谋”的形式征集职工需求")
    assert two.table_text is not None
    assert two.table_text.startswith("爱心驿站阵地优化升级，提质惠普服务。开展包含法律讲座")

    assert (three.number, three.row, three.matter) == (3, 2454, "送温暖活动")
    assert three.title == three.goal == "关爱职工劳模，传递组织温暖。"
    assert three.result is not None
    assert three.result.endswith("慰问临时困难职工55人次。")


def test_prose_and_table_are_joined():
    (item,) = read(PROSE + TABLE + END)
    assert item.matter == "普法宣传"
    assert item.goal == "开展普法宣传活动，推进依法行政。"
    assert item.result == "全年举办讲座12场，覆盖职工300人次。"


def test_prose_without_a_table():
    (item,) = read(PROSE + END)
    assert item.title == "开展普法宣传活动，推进依法行政。"
    assert item.result == "全年举办讲座12场，覆盖职工300人次。"
    assert (item.matter, item.goal, item.table_text) == (None, None, None)


def test_a_table_without_prose_is_kept_whole():
    (item,) = read("第四部分 2022 年重点工作完成情况\n" + TABLE + END)
    assert (item.number, item.title, item.result, item.matter, item.goal) == (1, *[None] * 4)
    assert item.table_text == (
        "普法宣传开展普法宣传活动，推进依法行政。全年举办讲座12场，覆盖职工300人次。"
    )


def test_a_row_that_repeats_half_of_a_result_has_no_cells():
    (item,) = read(PROSE + TABLE.replace("讲座 12", "讲座 21") + END)
    assert (item.matter, item.goal) == (None, None)
    assert item.table_text is not None
    assert "21场" in item.table_text


def test_a_row_that_repeats_no_result_stays_apart():
    one, other = read(PROSE + TABLE.replace("300 人次", "400 人次") + END)
    assert (one.number, other.number) == (1, 1)
    assert one.table_text is None
    assert (other.title, other.result, other.row) == (None, None, 5)
    assert other.table_text is not None
    assert "400人次" in other.table_text


def test_a_short_line_leaves_the_cells_open():
    (item,) = read(PROSE + TABLE.replace("1 普法宣传\n", "1 依法\n行政\n") + END)
    assert (item.matter, item.goal) == (None, None)
    assert item.table_text is not None
    assert item.table_text.startswith("依法行政开展普法宣传活动")


def test_results_of_several_paragraphs_and_titles_without_a_mark():
    text = (
        "第四部分 重点工作完成情况\n一、党建工作\n第一段。\n（一）第二段。\n"
        "二、安全工作。全年无事故。\n" + END
    )
    found = [(item.number, item.title, item.result) for item in read(text)]
    assert found == [
        (1, "党建工作", "第一段。（一）第二段。"),
        (2, "安全工作。", "全年无事故。"),
    ]


def test_no_such_section():
    assert read("第三部分 说明\n一、收入情况\n收入 12 万元。\n" + END) == []
