"""Reading a paragraph takes calls and memory in proportion to its length, whatever is in it."""

import sys
import tracemalloc

import pytest

from juesuan.narrative.claims import claims
from juesuan.narrative.paragraphs import Paragraph
from juesuan.narrative.prose import passages

# What is said again and again: statements, and what opens something that nothing closes.
REPEATED = {
    "items": "行政运行（项）年初预算为12.00万元，支出决算为13.00万元，完成年初预算的108.33%，"
    "主要原因是人员增加1.00万元。",
    "amounts": "办公费1.20万元，印刷费3.40万元，",
    "numbers": "1、2、",
    "open brackets": "（其中：办公费1.20万元",
    "reasons": "主要原因是增加办公费1.20万元；",
    "levels": "教育支出（类）普通教育（款）小学教育（项）",
    "dashes": "教育支出-",
    "names": "办公费和印刷费与水费及电费",
    "digits": "1,234,",
    "budgets": "与年初预算相比",
    "years": "比2021年",
    "classes": "类款",
}


def read(text: str):
    return list(claims(passages([Paragraph((), None, text, None, 1)]), "清河县教育局"))


def calls(text: str) -> int:
    made = 0

    def count(_frame, event, _argument):
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return made


def peak(text: str) -> int:
    tracemalloc.start()
    try:
        kept = read(text)
        assert kept is not None
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("repeated", REPEATED.values(), ids=REPEATED)
def test_a_paragraph_of_twice_the_length_takes_twice_the_calls_and_memory(repeated):
    once = repeated * (2000 // len(repeated))
    read(once)  # what is kept for good is kept by now
    assert calls(once + once) <= 2.1 * calls(once)
    assert peak(once + once) <= 2.3 * peak(once)
