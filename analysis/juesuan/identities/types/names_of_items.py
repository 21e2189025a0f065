"""The names of 类, 款 and 项 in the prose."""

from __future__ import annotations

from juesuan.catalogue.terms import DIGITS
from juesuan.identities.choose import choose, column
from juesuan.identities.columns import at, known, places_in
from juesuan.identities.dictionaries import refuse, refuse_table
from juesuan.identities.explained_items import explained_items
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.names import plain, shown
from juesuan.identities.stack import Stack


class NamesOfItemsToAgree(Arguments, frozen=True):
    """The 类, 款 and 项 that the prose names are those of the tables, at `level`."""

    type = "expect_names_of_items_to_agree"
    kind = "label"
    frames = ("execution", "rows")

    table: str
    level: str

    def __post_init__(self) -> None:
        refuse_table("table", self.table, coded=True)
        refuse("level", self.level, DIGITS, "level that has a name in the prose")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """The 类, 款 or 项 that a paragraph names against the name in the table.

        A final 支出 is no difference.
        """
        items = explained_items(self.table, stack)
        items = items.take(items.words(f"{self.level}_name") != "")
        rows = stack.coded_rows
        rows = rows.take(rows["table"] == self.table)
        code = column([code and code[: DIGITS[self.level]] for code in items["found_code"]])
        place = places_in([items["document_id"], code], [rows["document_id"], rows["code"]])
        name, printed = at(rows["name"], place), items[f"{self.level}_name"]
        checks = items.only("document_id", "page", "row").assign(
            code=code,
            name=items["item_name"],
            table=self.table,
            verdict=choose(plain(printed) == plain(name), "exact", "inconsistent"),
            reason=choose(known(name), None, "side_missing"),
        )
        return judged(identity, settled(shown(checks, printed, name)))
