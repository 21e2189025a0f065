"""Projects, the department as a whole, and indicators: values read from the document by hand."""

from decimal import Decimal

import pytest

from juesuan.narrative.indicators import read_indicators
from juesuan.narrative.paragraphs import paragraphs
from juesuan.narrative.projects import read_chapters, read_projects
from juesuan.narrative.prose import passages
from juesuan.narrative.run_together import split_cells
from juesuan.narrative.self_evaluation import flat_tables, read_evaluation
from juesuan.readers import read_text

PLAN = "进一步完善项目年度指标体系，设定科学合理的绩效指标及目标值，提高绩效目标的精准度，如实反映项目产出与效益的预期值。"  # noqa: E501
COMBINED = "结合年度工作任务和各项目具体情况，" + PLAN
APPENDIX = "完善绩效指标体系建设。" + COMBINED

# project, budget and actual in 万元, rate, score, of which execution; goals are 80 everywhere
PROJECTS = [
    ("工会活动经费", "35.24", "34.74", "98.6", "99.72", "19.72"),
    ("行政事业单位缴纳残保金", "1.38", "1.38", "100.0", "100", "20"),
    ("精准扶贫专项经费", "5", "5", "100.0", "100", "20"),
    ("职工服务中心工作经费", "27.4", "17.4", "63.5", "92.7", "12.7"),
    ("代扣行政事业单位工会经费", "0", "120", "0.0", "80", "0"),
]

# goal: its weight, its name, and each row: 一级, 二级, score
GOALS = {
    1: (4, "积极开展招商引资，完成企业引进工作。", "产出/数量 2 效益/经济效益 2"),
    2: (5, "坚持和谐共赢，积极做好稳企保岗工作。", "产出/数量 2 效益/社会效益 3"),
    3: (
        9,
        "坚持依法维权，扎实做好职工队伍稳定工作。",
        "产出/数量 2 产出/数量 2 产出/质量 2 效益/社会效益 3",
    ),
    4: (4, "夯实组织基础，激发基层工会活力。", "产出/数量 2 效益/社会效益 2"),
    5: (8, "积极开展关爱职工，组织送温暖活动。", "产出/数量 2 产出/数量 3 效益/社会效益 3"),
    6: (
        15,
        "旗帜鲜明讲政治，广泛凝聚职工群众思想共识。",
        "产出/数量 3 产出/数量 3 产出/质量 3 效益/社会效益 3 效益/社会效益 3",
    ),
    7: (
        17,
        "围绕中心讲大局，团结带领职工群众建功立业。",
        "产出/数量 3 产出/质量 3 产出/质量 3 产出/质量 3 效益/社会效益 5",
    ),
    8: (
        9,
        "完成上级下达的巩固拓展脱贫攻坚成果同乡村振兴有效衔接的帮扶任务。",
        "产出/数量 3 产出/质量 3 效益/社会效益 3",
    ),
    9: (
        9,
        "区委、区政府督办件办复率100%。",
        "产出/质量 3 效益/社会效益 3 满意度/服务对象满意度 3",
    ),
}

# goal, indicator, target, actual
ROWS = [
    (1, "引进企业入驻汉阳", "5家", "引进5家企业入驻辖区楼宇"),
    (2, "创建和谐企业", "完成工作任务", "1家获武汉市模范和谐企业称号,4家获武汉市和谐企业称号"),
    (2, "促进社会和谐发展", "有效促进", "有效促进"),
    (3, "推进“法院+工会”劳动争议诉调对接工作", "完成工作任务", "121件"),
    (3, "接待来电来访", "200次", "412人次"),
    (3, "案件调解成功率", "70%", "70%"),
    (3, "获得单位和职工的信赖", "获得信赖", "调解案款416余万元，锦旗、感谢信15件。"),
    (4, "新建工会组织", "40家", "58家"),
    (
        4,
        "提升单位和职工获得感、幸福感",
        "有效提升",
        "开展网约车司机集中入会仪式，为新业态劳动者赠送价值470万元的医疗互助保险。",
    ),
    (5, "参加医疗互助人次", "20000", "38491"),
    (5, "开展送温暖慰问人次", "2000", "3389"),
    (5, "提升职工亲切感", "有效提升", "有效提升"),
    (6, "举办“中国梦·劳动美--喜迎二十大，奋进新征程”宣讲活动", "10场", "13场"),
    (6, "开展职工心理关爱活动", "40场", "48场"),
    (
        6,
        "开展“中国梦·劳动美---喜迎二十大·奋进新征程”主题摄影比赛、职工征文等活动。",
        "有效开展",
        "征集各类作品100余件，一人获市征文比赛二等奖，一人获优秀奖，区总工会获优秀组织奖。",
    ),
    (
        6,
        "促进社会和谐发展",
        "有效促进",
        "通过宣讲活动让党的创新理论、劳模精神，在职工思想引领上见真招实效。",
    ),
    (
        6,
        "增强党组织凝聚力、号召力和战斗力",
        "有效增强",
        "印发《汉阳区劳模工匠先进事迹报告团风采录》。",
    ),
    (7, "建户外职工“爱心驿站”", "25处", "27处"),
    (
        7,
        "开展“爱心驿站”活动",
        "有效开展",
        (
            "参与区委组织部共同打造商圈里的“爱心驿站”（“阳小驿”），通过节日慰问、兜底入会、"
            "专人服务等方式，助力11个商业网点及临街门面的“爱心驿站”成为旗舰站点。"
        ),
    ),
    (
        7,
        "开展劳动和技能竞赛活动",
        "有效开展",
        (
            "印发《汉阳区总工会关于开展“奋进新征程建功新时代”劳动和技能竞赛的通知》"
            "（阳工【2022】5号），获评省市引领性项目1个，组织发动区域特色劳动竞赛5家。"
        ),
    ),
    (
        7,
        "开展劳动和技能竞赛活动",
        "有效开展",
        "创市级示范创新工作室1家，培育大城工匠1人，市级带徒名师4人，市级优秀学习型职工2人。",
    ),
    (
        7,
        "提升单位和职工获得感、幸福感",
        "有效提升",
        "优选4.8万元扶贫物资，五一慰问11条街道“阳小驿”站点的240余户外职工代表。",
    ),
    (8, "落实帮扶资金", "3万元", "3万元帮助建国村用于秦家桥村湾整治，建设美丽乡村。"),
    (
        8,
        "上门帮扶慰问活动",
        "完成工作任务",
        "印制《扶贫工作应知应会手册“60问”》、《建国村贫困户结对帮扶信息一览表》，畅通扶贫工作信息。",
    ),
    (
        8,
        "加大扶贫工作力度",
        "完成工作任务",
        "将乡村振兴工作纳入重点，每逢重要节点上门看望对口帮扶对象，为其送去慰问金及慰问物资。",
    ),
    (9, "区委、区政府督办件办复率", "100%", "完成区委、区政府督办件"),
    (9, "促进社会和谐发展", "有效促进", "有效促进"),
    (9, "人大议案、政协提案满意率", "98%", "100%"),
]


def lines_of(text: str):
    return read_text(text.encode(), "a.txt").lines


def read(prose):
    return read_projects(prose, list(read_chapters(prose)))


def projects_of(text: str):
    return read(list(passages(paragraphs(lines_of(text)))))


def indicators_of(lines):
    return read_indicators(flat_tables(lines))


def evaluation_of(lines, prose):
    return read_evaluation(flat_tables(lines), read_chapters(prose), prose)


@pytest.fixture(scope="module")
def lines(hanyang_path):
    return read_text(hanyang_path.read_bytes(), "hanyang").lines


@pytest.fixture(scope="module")
def prose(lines):
    return list(passages(paragraphs(lines)))


@pytest.fixture(scope="module")
def projects(prose):
    return {project.project: project for project in read(prose)}


@pytest.fixture(scope="module")
def indicators(lines):
    return indicators_of(lines)


def wan(text: str) -> int:
    return int(Decimal(text) * 1_000_000)


def test_five_projects_in_order(projects):
    assert list(projects) == [name for name, *_ in PROJECTS]


@pytest.mark.parametrize(("name", "budget", "actual", "rate", "score", "execution"), PROJECTS)
def test_figures_of_a_project(projects, name, budget, actual, rate, score, execution):
    project = projects[name]
    assert (project.budget.fen, project.actual.fen) == (wan(budget), wan(actual))
    assert str(project.printed_rate) == rate
    scores = (project.score, project.execution_score, project.goals_score)
    assert [str(value) for value in scores] == [score, execution, "80"]
    assert project.execution_weight is None
    assert project.remarks == ()
    assert project.passage.text.find(name) in (0, 2)


def test_precision_of_a_project(projects):
    assert projects["工会活动经费"].budget.precision == 10_000
    assert projects["精准扶贫专项经费"].budget.precision == 1_000_000


def test_words_of_a_project(projects):
    activity = projects["工会活动经费"]
    assert activity.results == (
        "一是深入行业、社区、企业、班组，开展劳模巡回宣讲13场，为2000余名职工讲好“汉阳故事”；"
        "二是举办2022年汉阳区职工劳动竞赛启动仪式暨“中国梦·劳动美——喜迎二十大奋进新征程”"
        "劳模先进事迹报告会，线上收看人数达8.2万人次，让党的创新理论、劳模精神飞入寻常百姓家。"
    )
    assert activity.problems == (
        "对基层工会工作指导还不够。如职工宣教、劳动竞赛等工作，做到了区级有品牌，市级有影响，"
        "但对街道（园区）层面的特色亮点打造不足。"
    )
    assert activity.measures == COMBINED
    assert activity.deviation_reasons is None
    centre = projects["职工服务中心工作经费"]
    assert centre.results.startswith("一是全年接待基层工会562家，服务职工14828人；")
    assert centre.results.endswith("收到当事人送来锦旗、感谢信15件。")
    assert centre.problems == "对基层工会和职工服务力度还不够。"
    assert centre.measures == "贴近职工，加强对职工的服务力度，" + PLAN
    withheld = projects["代扣行政事业单位工会经费"]
    assert withheld.problems == (
        "年初预算时未将此项目编入，是因工会经费预算由各基层行政事业单位依据区财政一体化预算系统"
        "纳入年初预算编制。"
    )
    assert withheld.measures == COMBINED


@pytest.mark.parametrize(
    ("name", "results"),
    [
        ("行政事业单位缴纳残保金", "行政事业单位缴纳残保金。"),
        ("精准扶贫专项经费", "帮助建国村用于秦家桥村湾整治，建设美丽乡村。"),
    ],
)
def test_words_that_only_the_appendix_has(projects, name, results):
    assert projects[name].results == results
    assert projects[name].problems is None
    assert projects[name].measures == APPENDIX


def test_the_department_as_a_whole(lines, prose):
    whole = evaluation_of(lines, prose)
    assert whole.project == "部门整体"
    assert (whole.budget.fen, whole.actual.fen) == (380_560_000, 533_260_000)
    assert str(whole.printed_rate) == "140.13"
    assert (whole.score, whole.execution_weight) == (Decimal("91.97"), 20)
    assert (whole.execution_score, whole.goals_score) == (Decimal("11.97"), 80)
    assert whole.deviation_reasons == (
        "区总工会2022年预算数380.56万元，决算数533.26万元，预算执行率140.13%，"
        "超出年初预算152.7万元，主要原因为：一是增加区财政代扣行政事业单位工会经费120万元,"
        "二是2022年在职人员增加2名，人员经费增加。"
    )
    assert whole.measures.startswith(APPENDIX + "逐步建立绩效目标及预算管理体系，")
    assert whole.measures.endswith("明确划分和界定必须考核的指标及其它指标的范围、内容。")
    assert whole.problems.endswith("二是增加行政在职人员2名，人员经费增加。")
    assert whole.remarks == ()


def test_goals_and_their_rows(indicators):
    found: dict[int, list] = {}
    for row in indicators:
        found.setdefault(row.goal_number, []).append(row)
    assert list(found) == list(GOALS)
    for number, (weight, goal, rows) in GOALS.items():
        own = found[number]
        assert {(row.subject, row.goal, row.goal_weight) for row in own} == {
            ("部门整体", goal, weight)
        }
        words = iter(rows.split())
        expected = [
            (*levels.split("/"), int(score)) for levels, score in zip(words, words, strict=True)
        ]
        read = [
            (row.level1.removesuffix("指标"), row.level2.removesuffix("指标"), row.score)
            for row in own
        ]
        assert read == expected


def test_scores_of_a_goal_add_up_to_its_weight(indicators):
    for number, (weight, _, _) in GOALS.items():
        assert sum(row.score for row in indicators if row.goal_number == number) == weight


def test_cells_that_the_text_tells_apart(indicators):
    clear = [
        (row.goal_number, row.indicator, row.target, row.actual)
        for row in indicators
        if row.remark is None
    ]
    assert clear == ROWS


def test_cells_that_the_text_does_not_tell_apart(indicators):
    (open_row,) = [row for row in indicators if row.remark]
    assert open_row.goal_number == 1
    assert open_row.indicator == (
        "助力复工复产促进招商引资，推进企业引进签约落地。按照区委、区政府要求，"
        "积极开展招商引资工作，全程服务新进企业。"
    )
    assert (open_row.target, open_row.actual, open_row.score) == (None, None, 2)


def test_the_wording_of_the_ministry():
    (one, two) = projects_of(
        "（三）项目支出绩效自评结果\n"
        "1.危房改造项目绩效自评综述：根据年初设定的绩效目标，危房改造项目绩效自评得分为 98 分。"
        "项目全年预算数1,200.50万元，全年执行数为1,150万元，预算执行率95.79%。"
        "项目绩效目标完成情况：一是改造 12 处；二是按时完工。"
        "发现的主要问题及原因：进度偏慢。下一步改进措施：加强调度。\n"
        "2.培训经费项目绩效自评综述：自评得分98.5分。全年预算数为 3000 元，执行数为 2999 元，"
        "完成预算的 99.97%。\n"
        "（四）绩效评价结果应用情况\n"
        "某项目全年预算数为 7 万元。\n"
    )
    assert (one.project, two.project) == ("危房改造", "培训经费")
    assert (one.budget.fen, one.actual.fen) == (120_050_000_0, 115_000_000_0)
    assert (one.score, one.printed_rate) == (98, Decimal("95.79"))
    assert one.results == "一是改造12处；二是按时完工。"
    assert (one.problems, one.measures) == ("进度偏慢。", "加强调度。")
    assert (two.budget.fen, two.actual.fen) == (300_000, 299_900)
    assert (two.score, two.printed_rate) == (Decimal("98.5"), Decimal("99.97"))
    assert (two.results, two.problems, two.measures) == (None, None, None)


def test_a_summary_goes_on_over_paragraphs_to_the_end_of_its_section():
    (one,) = projects_of(
        "（三）项目支出绩效自评结果\n"
        "1.甲活动项目绩效自评综述：项目全年预算数为 3 万元，执行数为 2 万元。\n"
        "主要产出和效益是：一是办好活动；\n二是办好比赛。下一步改进措施：加强绩效结果应用。\n"
        "甲活动项目自评表\n第四部分 重点工作\n办好活动。\n"
    )
    assert (one.results, one.measures) == ("一是办好活动；二是办好比赛。", "加强绩效结果应用。")


def test_a_heading_of_its_own_and_approximate_figures():
    (one,) = projects_of(
        "（三）项目支出绩效自评结果\n"
        "1.图书购置项目绩效自评综述\n"
        "项目全年预算数约 10 万元，实际支出 9.8 万元，预算执行率为98%，自评得分98分，"
        "其中：预算执行情况（10分）自评得分9.8分，绩效目标自评得分88.2分。\n"
        "主要产出和效果：购书 500 册。\n"
    )
    assert (one.project, one.budget, one.actual.fen) == ("图书购置", None, 9_800_000)
    assert (one.score, one.execution_score) == (98, Decimal("9.8"))
    assert (one.execution_weight, one.goals_score) == (10, Decimal("88.2"))
    assert one.results == "购书500册。"


SUMMARY = "（三）自评\n1.甲项目绩效自评综述：项目全年预算数为{}万元，执行数为2万元。\n"
CHAPTER = (
    "第六部分 附件\n{}、2022年度{}项目绩效自评结果\n1、自评得分\n本次自评得分为 {} 分。\n"
    "2、执行率情况\n全年预算数 3 万元，预算执行数 2 万元，执行率为 66.7%。\n"
)


def test_review_and_appendix_are_joined_by_name_and_then_compared():
    (joined,) = projects_of(
        SUMMARY.format("4").replace("甲", "甲活动") + CHAPTER.format("一", "甲活动", "90")
    )
    assert (joined.project, joined.budget.fen, joined.score) == ("甲活动", 4_000_000, 90)
    (remark,) = joined.remarks
    assert "budget is 4 万元 in row 2, 3 万元 in row 4" in str(remark)
    text = SUMMARY.format("3").replace("甲", "甲活动")
    other_name = projects_of(text + CHAPTER.format("一", "乙活动", "90"))
    assert [(p.project, p.score) for p in other_name] == [("甲活动", None), ("乙活动", 90)]
    same = projects_of(text + CHAPTER.format("一", "甲活动经费", "90"))
    assert [(p.project, p.score) for p in same] == [("甲活动", 90)]


def test_of_two_chapters_the_one_of_the_same_name_is_joined():
    text = SUMMARY.format("3").replace("甲", "甲活动")
    chapters = CHAPTER.format("一", "甲活动场地", "90") + CHAPTER.format("二", "甲活动", "80")
    assert [(p.project, p.score) for p in projects_of(text + chapters)] == [
        ("甲活动", 80),
        ("甲活动场地", 90),
    ]


def test_two_chapters_that_fit_are_not_joined():
    text = SUMMARY.format("3").replace("甲", "甲活动")
    chapters = CHAPTER.format("一", "甲活动经费", "90") + CHAPTER.format("二", "甲活动专项", "80")
    found = projects_of(text + chapters)
    assert [p.score for p in found] == [None, 90, 80]


TABLE = """某局整体绩效自评表
预算执行情况（万元）（10分）
部门整体支出总额
100.00 90.00 90% 9
年度绩效目标1：（{weight}分）
做好工作。
年度绩效指标
一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分
{rows}总分 {total}
"""


def test_places_that_disagree_leave_a_remark():
    text = TABLE.format(weight=2, rows="产出指标\n数量指标\n活动 3 次 4 次 2\n", total="95")
    text += (
        CHAPTER.format("一", "某局整体", "96")
        .replace("3 万元", "100 万元")
        .replace("2 万元", "90 万元")
        .replace("66.7", "90.0")
    )
    lines = lines_of(text)
    whole = evaluation_of(lines, list(passages(paragraphs(lines))))
    assert (whole.score, whole.execution_weight) == (95, 10)
    (remark,) = whole.remarks
    assert "score is 95 in row 1, 96 in row" in str(remark)


def test_the_same_value_with_fewer_digits_agrees(lines, prose):
    whole = evaluation_of(lines, prose)
    text = whole.passage.paragraph.text
    assert text.startswith("2022 年度武汉市汉阳区总工会整体绩效自评表")
    assert whole.remarks == ()  # 140.13% in the table, 140.1% in the appendix


def test_no_table_and_no_appendix_is_no_evaluation():
    lines = lines_of("十三、预算绩效情况说明\n评价良好。\n")
    assert evaluation_of(lines, list(passages(paragraphs(lines)))) is None
    assert indicators_of(lines) == []


def test_a_figure_too_many_leaves_the_goal_open():
    rows = "产出指标\n数量指标\n活动 3 次 4 次 2\n发放 7\n产出指标\n质量指标\n办好 90% 95% 2\n"
    (row,) = indicators_of(lines_of(TABLE.format(weight=4, rows=rows, total="9")))
    assert (row.score, row.target, row.actual, row.goal_weight) == (None, None, None, 4)
    assert "add up to 11, more than the goal's 4" in str(row.remark)


def test_points_lost_are_read_and_remarked():
    rows = "产出指标\n数量指标\n活动 3 次 4 次 2\n满意度指标\n评价 90% 95% 1\n"
    one, two = indicators_of(lines_of(TABLE.format(weight=4, rows=rows, total="9")))
    assert (one.indicator, one.target, one.actual, one.score) == ("活动", "3次", "4次", 2)
    assert (two.level1, two.level2, two.score) == ("满意度指标", None, 1)
    assert "less than its 4" in str(one.remark)


def test_text_behind_a_finished_cell_is_doubtful():
    rows = "产出指标\n数量指标\n活动\n有效开展\n已经办完。\n2\n"
    rows += "办好\n效益指标\n社会效益指标\n有效提升 有效提升 2\n"
    one, two = indicators_of(lines_of(TABLE.format(weight=4, rows=rows, total="9")))
    assert str(one.remark) == "text behind the score may belong to another row"
    assert (two.indicator, two.target) == ("有效提升有效提升", None)


def test_unknown_columns_are_kept_as_text():
    text = TABLE.format(weight=2, rows="数量指标 活动 3 2\n", total="9").replace("三级", "其他")
    (row,) = indicators_of(lines_of(text))
    assert row.score is None
    assert str(row.remark) == "its columns are not known"
    assert "活动32" in row.indicator


@pytest.mark.parametrize(
    "text",
    [
        "开展活动 3 次 10 场 13 场",
        "开展活动\n办了 3 次\n活动\n有效开展 有效\n有效开展\n5 场\n很好",
        "70% 70%",
        "好事\n3 件\n4 件\n已经办好",
        "引进企业，3 家\n已经引进",
        "举办讲座。 提升素质 3 场 5 场",
        "提升素质",
    ],
)
def test_rows_that_stay_open(text):
    assert split_cells(text) is None
