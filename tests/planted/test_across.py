"""Every identity between documents: it holds where the cells agree, and fails where one is off."""

import pytest

from juesuan.corpus.across import across
from juesuan.corpus.spanning import spanning
from juesuan.schema import from_records

SUM, UNIT = 300_000_000, 10_000
BODY, SCHOOL = "青石县教育局", "青石县第一小学"
# The document that is checked, and those that it is checked against, by type.
NOW, BEFORE, OWN, OTHER = "now", "before", "own", "other"
DOCUMENTS = {
    NOW: (BODY, "部门", 2023),
    BEFORE: (BODY, "部门", 2022),
    OWN: (BODY, "单位", 2023),
    OTHER: (SCHOOL, "单位", 2023),
}
OF_TYPE = {
    "expect_balances_to_carry_over": (NOW, BEFORE),
    "expect_units_to_add_up": (NOW, OWN, OTHER),
}
CHECKS = {each.name: each for each in spanning() if each.type in OF_TYPE}


class Given:
    """What `across` asks of a corpus, of a few cells."""

    def __init__(self, documents, cells):
        self.documents = from_records(
            "documents",
            [
                {
                    "document_id": name,
                    "organization": body,
                    "organization_kind": kind,
                    "fiscal_year": year,
                    "kind": "决算",
                }
                for name, (body, kind, year) in DOCUMENTS.items()
                if name in documents
            ],
        )
        listed = [{"name": BODY, "kind": "本级"}, {"name": SCHOOL, "kind": "下属单位"}]
        self.frames = {
            "units": [{"document_id": NOW} | unit for unit in listed if OWN in documents],
            "claims": [],
            "execution": [],
            "amounts": cells,
            "rows": [cell | {"unplaced": 0, "page": 1, "row": 1} for cell in cells],
            "tables": [{"document_id": c["document_id"], "table": c["table"]} for c in cells],
        }

    def frame(self, name, columns=None):
        frame = from_records(name, self.frames[name])
        return frame if columns is None else frame[columns]

    def batches(self, names, columns):
        yield {name: self.frame(name, columns.get(name)) for name in names} | {
            "documents": self.documents
        }


def cell_of(document, place, fen):
    line = "total" if place.side is None else place.line
    return {
        "document_id": document,
        "table": place.table,
        "side": place.side,
        "line_key": line if place.side else None,
        "code": "",
        "level": "total" if line == "total" else "line",
        "measure": place.measure,
        "amount_fen": fen,
        "precision_fen": UNIT,
    }


def verdict_of(identity, *, off):
    """The verdict where the cells agree but for `off` 分."""
    own, *others = OF_TYPE[identity.type]
    arguments = identity.arguments
    place = getattr(arguments, "total", None) or arguments.opening
    against = getattr(arguments, "closing", place)
    parts = [cell_of(each, against, SUM // len(others)) for each in others]
    found = across(Given({own, *others}, [cell_of(own, place, SUM + off), *parts]))
    mine = found[found["identity"].eq(identity.name) & found["document_id"].eq(own)]
    return mine[["verdict", "residual_fen"]].to_numpy().tolist()


@pytest.mark.parametrize("name", CHECKS)
def test_an_identity_between_documents_holds_and_fails(name):
    assert verdict_of(CHECKS[name], off=0) == [["exact", 0]]
    assert verdict_of(CHECKS[name], off=-UNIT * 7) == [["inconsistent", -UNIT * 7]]
