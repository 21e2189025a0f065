"""The identities of an account, as plain sums over its printed figures."""

from collections.abc import Iterable, Iterator

from .account import Account

FUND_TABLES = {
    "general_budget": "general_budget_expenditure",
    "government_fund": "government_fund",
    "state_capital": "state_capital",
}
OWN = ("superior_subsidy", "institution", "operating", "affiliate_remittance", "other")

Check = tuple[str, int, int]
"""What is checked, how far off the sum is, and how far off rounding may put it, in half units."""


class Sums:
    """Sums of an account's printed figures."""

    def __init__(self, account: Account) -> None:
        """Of one account."""
        self.account = account

    def check(self, name: str, *terms: tuple[int, int | None]) -> Check:
        """The sum of weighted cells should be 0; every printed cell may be off by half a unit."""
        printed = [(weight, figure) for weight, figure in terms if figure is not None]
        return name, 2 * sum(weight * figure for weight, figure in printed), len(printed)

    def column(self, table: str, keys: Iterable[str], measure: str) -> list[tuple[int, int | None]]:
        """Cells of one column, as parts to subtract."""
        return [(-1, self.account.figure(table, key, measure)) for key in keys]

    def coded(self, table: str) -> Iterator[Check]:
        """合计 = Σ类, 类 = Σ款, 款 = Σ项."""
        codes = self.account.codes(table)
        if table == "general_budget_basic":
            measures: tuple[str, ...] = ("amount",)
        else:
            measures = self.account.columns[table]
        for measure in measures:
            for code in codes:
                below = [c for c in codes if len(c) == len(code) + 2 and c.startswith(code)]
                if below:
                    total = (1, self.account.figure(table, code, measure))
                    yield self.check(
                        f"{table} {code} {measure}", total, *self.column(table, below, measure)
                    )
            if table != "general_budget_basic":
                classes = [code for code in codes if len(code) == 3]
                total = (1, self.account.figure(table, "total", measure))
                yield self.check(
                    f"{table} total {measure}", total, *self.column(table, classes, measure)
                )

    def across(self, table: str) -> Iterator[Check]:
        """Total = its parts, in every row; opening + income - total = closing."""
        measures = self.account.columns[table]
        parts = [
            m
            for m in measures
            if m not in ("total", "opening_balance", "income", "closing_balance")
        ]
        for key in ("total", *self.account.codes(table)):
            row = {measure: self.account.figure(table, key, measure) for measure in measures}
            yield self.check(
                f"{table} {key} across", (1, row["total"]), *((-1, row[part]) for part in parts)
            )
            if "opening_balance" in row:
                yield self.check(
                    f"{table} {key} balance",
                    (1, row["opening_balance"]),
                    (1, row["income"]),
                    (-1, row["total"]),
                    (-1, row["closing_balance"]),
                )

    def two_sided(
        self, table: str, side: str, measure: str, total: str, parts: Iterable[str]
    ) -> Check:
        """A line of a summary is the sum of other lines."""
        cells = [(-1, self.account.figure(table, part, measure, side)) for part in parts]
        whole = (1, self.account.figure(table, total, measure, side))
        return self.check(f"{table} {side} {total} {measure}", whole, *cells)

    def summaries(self) -> Iterator[Check]:
        """Both summaries by themselves."""
        classes = ["class_" + code for code in self.account.classes]
        table = "income_expenditure_summary"
        fiscal = ("fiscal_appropriation", *FUND_TABLES)
        yield self.two_sided(table, "income", "amount", "total_income", (*fiscal, *OWN))
        added = ("total_income", "nonfiscal_surplus_used", "opening_balance")
        yield self.two_sided(table, "income", "amount", "grand_total", added)
        yield self.two_sided(table, "expenditure", "amount", "total_expenditure", classes)
        added = ("total_expenditure", "surplus_distribution", "closing_balance")
        yield self.two_sided(table, "expenditure", "amount", "grand_total", added)
        table = "appropriation_summary"
        yield self.two_sided(table, "income", "amount", "total_income", FUND_TABLES)
        openings = ["opening_" + fund for fund in FUND_TABLES]
        yield self.two_sided(table, "income", "amount", "opening_balance", openings)
        added2 = ("total_income", "opening_balance")
        yield self.two_sided(table, "income", "amount", "grand_total", added2)
        for measure in ("total", *FUND_TABLES):
            yield self.two_sided(table, "expenditure", measure, "total_expenditure", classes)
            added2 = ("total_expenditure", "closing_balance")
            yield self.two_sided(table, "expenditure", measure, "grand_total", added2)
        for key in (*classes, "total_expenditure", "closing_balance", "grand_total"):
            cells = [
                (-1, self.account.figure(table, key, fund, "expenditure")) for fund in FUND_TABLES
            ]
            whole = (1, self.account.figure(table, key, "total", "expenditure"))
            yield self.check(f"{table} {key} across", whole, *cells)

    def between(self) -> Iterator[Check]:
        """The tables agree with each other."""
        get = self.account.figure
        one, four = "income_expenditure_summary", "appropriation_summary"
        lines = [("total", "total_income"), *((source, source) for source in OWN)]
        for measure, line in lines:
            yield self.check(
                f"T1 {line} = T2",
                (1, get(one, line, "amount", "income")),
                (-1, get("income", "total", measure)),
            )
        fiscal = [
            (-1, get(one, key, "amount", "income"))
            for key in ("fiscal_appropriation", *FUND_TABLES)
        ]
        yield self.check("T1 = T2", (1, get("income", "total", "fiscal_appropriation")), *fiscal)
        yield self.check("T1 = T4", (1, get(four, "total_income", "amount", "income")), *fiscal)
        for code in self.account.classes:
            line = "class_" + code
            yield self.check(
                f"T1 {line} = T3",
                (1, get(one, line, "amount", "expenditure")),
                (-1, get("expenditure", code, "total")),
            )
        for fund, table in FUND_TABLES.items():
            keys = [("class_" + code, code) for code in self.account.classes]
            for line, key in (*keys, ("total_expenditure", "total")):
                yield self.check(
                    f"T4 {line} = {table}",
                    (1, get(four, line, fund, "expenditure")),
                    (-1, get(table, key, "total")),
                )
            yield self.check(
                f"T4 {fund} in = out",
                (1, get(four, fund, "amount", "income")),
                (1, get(four, "opening_" + fund, "amount", "income")),
                (-1, get(four, "total_expenditure", fund, "expenditure")),
                (-1, get(four, "closing_balance", fund, "expenditure")),
            )
        for table in (one, four):
            measure = "amount" if table == one else "total"
            yield self.check(
                f"{table} both sides",
                (1, get(table, "grand_total", "amount", "income")),
                (-1, get(table, "grand_total", measure, "expenditure")),
            )

    def economic_and_three_public(self) -> Iterator[Check]:
        """T6 and T7."""
        get, basic = self.account.figure, "general_budget_basic"
        kinds: dict[str, list[str]] = {"personnel": [], "public": []}
        for code in self.account.codes(basic):
            if len(code) == 3:
                kinds["personnel" if code in ("301", "303") else "public"].append(code)
        for kind, codes in kinds.items():
            parts = self.column(basic, codes, "amount")
            yield self.check(f"T6 {kind}", (1, get(basic, kind, "amount")), *parts)
        parts = self.column(basic, kinds, "amount")
        spent = (1, get("general_budget_expenditure", "total", "basic"))
        yield self.check("T5 basic = T6", spent, *parts)
        if get(basic, "total", "amount") is not None:
            yield self.check("T6 total", (1, get(basic, "total", "amount")), *parts)
        for measure in ("budget", "actual"):
            for total, keys in (
                ("total", ("abroad", "vehicles", "reception")),
                ("vehicles", ("vehicle_purchase", "vehicle_operation")),
            ):
                parts = self.column("three_public", keys, measure)
                whole = (1, get("three_public", total, measure))
                yield self.check(f"T7 {total} {measure}", whole, *parts)

    def equalities(self) -> Iterator[Check]:
        """All sums that should be 0."""
        for table in ("income", "expenditure", *FUND_TABLES.values()):
            yield from self.coded(table)
            yield from self.across(table)
        yield from self.coded("general_budget_basic")
        yield from self.summaries()
        yield from self.between()
        yield from self.economic_and_three_public()

    def limits(self) -> Iterator[Check]:
        """All sums that should not be negative."""
        get = self.account.figure
        for code in ("total", *self.account.codes("expenditure")):
            for measure in ("total", "basic", "project"):
                funds = [(-1, get(table, code, measure)) for table in FUND_TABLES.values()]
                whole = (1, get("expenditure", code, measure))
                yield self.check(f"T3 {code} {measure}", whole, *funds)
        for code, component in (
            ("30212", "abroad"),
            ("30217", "reception"),
            ("30231", "vehicle_operation"),
            ("31013", "vehicle_purchase"),
        ):
            yield self.check(
                f"T6 {code}",
                (1, get("three_public", component, "actual")),
                (-1, get("general_budget_basic", code, "amount")),
            )

    def broken(self) -> list[Check]:
        """The sums that rounding does not explain."""
        wrong = [check for check in self.equalities() if abs(check[1]) > check[2]]
        return wrong + [check for check in self.limits() if -check[1] > check[2]]
