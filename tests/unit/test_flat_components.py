"""“三公” of budgets in text that has lost the columns: each figure under its component, or open."""

import juesuan

HEAD = "江苏省石桥研究所2019年部门预算\n{title}\n单位：万元\n"
JIANGSU = (
    "合计 “三公”经费 会议费 培训费\n小计 因公出国（境）费 公务用车购置及运行维护费 公务接待费\n"
    "小计 公务用车购置费 公务用车运行维护费\n"
)
# the merged heading of the vehicles stands in a line above those beside it
SHANGHAI = (
    "“三公”经费预算数\n公务用车购置及运行费\n合计 因公出国（境）费 公务接待费\n"
    "小计 购置费 运行费\n机关运行经费\n"
)


def read(title, head, figures):
    text = HEAD.format(title=title) + head + figures + "\n"
    document = juesuan.read(text.encode(), name="江苏省石桥研究所2019年部门预算.txt")
    rows = document.amounts.astype(object).where(document.amounts.notna(), None)
    return list(zip(rows["line_key"], rows["amount"], strict=True))


def test_what_is_added_to_meetings_and_training_is_no_part_of_three_public():
    title = "“三公”经费、会议费、培训费支出预算表"
    found = read(title, JIANGSU, "66.18 36.56 20.03 20.03 16.53 11.02 18.60")
    assert found == [
        ("grand_total", 66.18),
        ("total", 36.56),
        ("vehicles", 20.03),
        (None, 20.03),  # 购置 or 运行: text alone does not tell
        ("reception", 16.53),
        ("meeting", 11.02),
        ("training", 18.60),
    ]


def test_figures_that_add_up_in_the_order_of_the_form_alone_stand_in_it():
    found = read("“三公”经费和机关运行经费预算表", SHANGHAI, "8 0 2 6 0 6 120")
    order = "total abroad reception vehicles vehicle_purchase vehicle_operation operating_cost"
    assert found == list(zip(order.split(), (8, 0, 2, 6, 0, 6, 120), strict=True))
