from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.prose import passages
from juesuan.narrative.units import read_units
from juesuan.readers import read_text


def read(text):
    lines = read_text(text.encode(), "a.txt").lines
    return plain(read_units(passages(paragraphs(lines))))


def plain(units):
    return [(unit.number, unit.name, unit.kind) for unit in units]


def test_hanyang(hanyang):
    units = read_units(passages(paragraphs(hanyang.source.lines)))
    assert plain(units) == [
        (1, "武汉市汉阳区总工会", "本级"),
        (2, "武汉市汉阳区职工服务中心", "下属"),
    ]
    assert [unit.row for unit in units] == [83, 85]


def test_a_table_with_the_kind_in_a_column():
    text = """二、部门决算单位构成
纳入某市教育局 2023 年度部门决算编制范围的单位包括：
序号 单位名称 单位性质
1 某市教育局 行政单位
2 某市第1中学 公益一类事业单位
3 某市12345热线中心 全额拨款事业单位
"""
    assert read(text) == [
        (1, "某市教育局", "本级"),
        (2, "某市第1中学", "下属"),
        (3, "某市12345热线中心", "下属"),
    ]


def test_lists_with_other_numbers_and_wordings():
    text = """第一部分 概况
二、机构设置
（一）内设机构
本局内设机构 3 个，分别为：
1.办公室
2.人事科
（二）纳入决算编制范围的下属单位包括：
（1）某区教育局本级；
（2）某区实验小学；
（3）某区青少年宫（某区少年之家）。
本年度纳入编制范围的单位与上年相同。
第二部分 决算表
1.某表
"""
    assert read(text) == [
        (1, "某区教育局", "本级"),
        (2, "某区实验小学", "下属"),
        (3, "某区青少年宫（某区少年之家）", "下属"),
    ]


def test_the_list_ends_before_offices():
    text = """一、机构设置
纳入编制范围的单位包括：
1.某局（本级）
2.某中心（下属事业单位）
本局内设机构为：
1.办公室
2.人事科
3.财务科
"""
    assert read(text) == [(1, "某局", "本级"), (2, "某中心", "下属")]


def test_units_in_one_sentence():
    text = """二、部门决算单位构成
纳入某局 2023 年度部门决算编制范围的单位包括：某局本级、某局执法大队、某市档案馆。
"""
    assert read(text) == [
        (1, "某局", "本级"),
        (2, "某局执法大队", "下属"),
        (3, "某市档案馆", "下属"),
    ]


def test_chinese_numbers_above_ten():
    rows = "".join(f"{mark}某市第{mark[1:-1]}小学\n" for mark in ("（一）", "（二）", "（三）"))
    more = "（四）甲馆\n（五）乙馆\n（六）丙馆\n（七）丁馆\n（八）戊馆\n（九）己馆\n（十）庚馆\n"
    text = "二、部门决算单位构成\n纳入编制范围的预算单位包括：\n" + rows + more + "（十一）辛馆\n"
    units = read(text)
    assert units[0] == (1, "某市第一小学", "下属")
    assert units[-1] == (11, "辛馆", "下属")


def test_a_sentence_below_the_introduction_is_no_unit():
    text = """二、部门决算单位构成
本部门共有下属单位 2 个。
与上年相同。
"""
    assert read(text) == []


def test_only_the_unit_itself():
    text = """二、部门决算单位构成
从单位构成看，某市某办公室部门决算由纳入独立核算的单位本级决算组成，无下属单位。
"""
    assert read(text) == [(1, "某市某办公室", "本级")]


def test_placeholders_offices_and_duties_are_no_units():
    assert read("二、部门决算单位构成\n单位包括：\n序号 单位名称 备注\n1 。。。\n2 。。。\n") == []
    assert read("一、主要职能及机构设置\n1.贯彻执行方针政策\n2.完成其他任务\n") == []
    assert read("一、机构设置\n本局内设科室如下：\n1.办公室\n2.财务科\n") == []


def test_no_section_no_units():
    assert read("一、主要职能\n1.某市教育局（本级）\n") == []


def test_units_and_offices_in_one_paragraph():
    text = """二、机构设置
某局内设2个科室：办公室、人事科。下属单位2个，包括某局执法队、某馆。本年无变化。
"""
    assert read(text) == [(1, "某局执法队", "下属"), (2, "某馆", "下属")]


def test_the_office_of_the_department_is_its_own_unit():
    text = """二、部门决算单位构成
纳入部门决算编制范围的二级预算单位包括：
1、某县财政局机关
2、某县会计局；
合计 2
"""
    assert read(text) == [(1, "某县财政局", "本级"), (2, "某县会计局", "下属")]


def test_a_list_of_more_than_a_hundred_units_is_read_to_its_end():
    listed = "\n".join(f"{number}.某市第{number}小学" for number in range(1, 121))
    units = read(f"二、部门决算单位构成\n编制范围的单位包括：\n{listed}\n")
    assert [number for number, _, _ in units] == list(range(1, 121))
    assert units[-1][1] == "某市第120小学"
