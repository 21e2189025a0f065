"""Every check of what tables are, their codes and their names: it holds, and it can fail."""

import pandas as pd
import pytest

from juesuan.catalogue import classification, tables
from juesuan.identities.suites import identities
from juesuan.identities.verdicts import verdicts

from .sums import LEVELS

# The codes of a table that are planted, and what is printed in the place of the last of them.
RIGHT = {"functional": ("201", "20129", "2012901"), "economic": ("301", "30101")}


def _coded(table, codes, names=None):
    """Rows of a table; the classification's own name where none is given."""
    known = classification(tables()[table].codes).names
    return [
        {"table": table, "code": code, "level": LEVELS[len(code)], "name": name or known(code)[0]}
        for code, name in zip(codes, names or [None] * len(codes), strict=True)
    ]


def _rows(rows):
    """The frames that checks of rows look at."""
    rows = pd.DataFrame(row | {"document_id": "a", "unplaced": 0} for row in rows)
    return {"rows": rows, "tables": _tables(dict.fromkeys(rows["table"].unique(), "found"))}


def _tables(statuses):
    return pd.DataFrame(
        {"document_id": "a", "table": table, "status": status, "measures": "total"}
        for table, status in statuses.items()
    )


def belong(table):
    right = RIGHT[tables()[table].codes]
    wrong = ("901", "90129", "9012901")[: len(right)]
    return _rows(_coded(table, right)), _rows(_coded(table, wrong, ["甲"] * len(wrong)))


def parents(table):
    top, *below = _coded(table, RIGHT[tables()[table].codes])
    other = {"code": top["code"][:2] + "2", "name": "甲"}
    return _rows([top, *below]), _rows([top | other, *below])


def of_document(table):
    """Two other tables print another name of the code."""
    system = tables()[table].codes
    code = RIGHT[system][-1]
    same = [key for key, other in tables().items() if other.codes == system and key != table]
    rows = [_coded(other, [code])[0] for other in same[:2]]
    first, wrong = _coded(table, [code, code], [None, "甲项支出"])
    return _rows([first, *rows]), _rows([wrong, *rows])


def of_classification(table):
    """The name of the 类 stands beside the code below it."""
    right = _coded(table, RIGHT[tables()[table].codes])
    wrong = [right[-1] | {"name": right[0]["name"]}]
    return _rows(right), _rows(wrong)


def names(table, source):
    return {"document": of_document, "classification": of_classification}[source](table)


def published(table):
    """The table beside two others: without any, or with one, a document is no whole account."""
    others = [other for other in ("income", "expenditure", "three_public") if other != table][:2]
    statuses = (dict.fromkeys(others, "found") | {table: status} for status in ("found", "missing"))
    document = pd.DataFrame([{"document_id": "a", "fiscal_year": 2024}])
    right, wrong = ({"documents": document, "tables": _tables(each)} for each in statuses)
    return right, wrong


def listed(table):
    line = {"document_id": "a", "kind": "contents", "table": table, "text": table, "row": 1}
    mentions = pd.DataFrame([line | {"page": None}])
    right, wrong = published(table)
    return right | {"mentions": mentions}, wrong | {"mentions": mentions}


PLANTED = {
    "expect_codes_to_belong": belong,
    "expect_codes_to_have_parents": parents,
    "expect_names_of_codes_to_agree": names,
    "expect_table_to_be_published": published,
    "expect_contents_to_list_tables": listed,
}
CHECKS = {each.name: each for each in identities() if each.type in PLANTED}


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_of_tables_holds_and_fails(name):
    identity = CHECKS[name]
    source = [identity.arguments.with_] if hasattr(identity.arguments, "with_") else []
    right, wrong = PLANTED[identity.type](identity.arguments.table, *source)
    for frames, verdict in ((right, "exact"), (wrong, "inconsistent")):
        found = verdicts(frames, [identity])
        mine = found[found["table"].eq(identity.arguments.table)]
        assert verdict in set(mine["verdict"]), found.to_string()
