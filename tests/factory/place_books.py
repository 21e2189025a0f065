"""What the forms of single places print of an account, exactly, in 分, by name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from random import Random

from .classification import PERSONNEL_CLASSES, prefixes
from .figures import expenditure_cells, summary_cells, three_public_cells
from .ledger import FUNDS, OWN_INCOMES, Entry, Ledger, draw_amount, split

# What projects are spent on, and what own incomes are.
PROJECTS = ("30227", "31002")
OWN = "30299"
Parts = Mapping[str, Counter[str]]


class Drawn(dict[str, int]):
    """Amounts by name; one that nothing tells is drawn when it is asked for."""

    def __init__(self, rng: Random, told: Mapping[str, int]) -> None:
        super().__init__(told)
        self.rng = rng

    def __missing__(self, name: str) -> int:
        self[name] = draw_amount(self.rng)
        return self[name]


class Books:
    """The sums that rows of the forms print.

    An item's amounts are named by what they are (`opening_basic`, `own_project`), and
    `basic:30201` is what of its basic spending has gone to that economic code; `basic:301` and
    `basic:` are sums of those. A line's are named `abroad.actual`, `income/other.amount`.
    """

    def __init__(self, ledger: Ledger, classes: Iterable[str], rng: Random) -> None:
        self.rng = rng
        self.entries = [(entry, parts) for entry, parts in _spread(ledger, rng)]
        told = {_line(*cell[1:]): n for cell, n in three_public_cells(ledger).items()}
        summary = summary_cells(ledger, classes, one_fiscal_line=False)
        told |= {_line(*cell[1:]): n for cell, n in summary.items()}
        told["purpose//grand_total.amount"] = told["expenditure/grand_total.amount"]
        self.lines = Drawn(rng, told | self._spent(ledger))

    def functional(self, funds: Iterable[str]) -> dict[str, Counter[str]]:
        """Rows of functional codes, and "total"."""
        rows: dict[str, Counter[str]] = defaultdict(Counter)
        for entry, parts in self.entries:
            for key in ("total", *prefixes(entry.code)) if entry.fund in funds else ():
                rows[key].update(_amounts(entry, parts))
        return rows

    def economic(self, funds: Iterable[str], classes: Iterable[str]) -> dict[str, Counter[str]]:
        """Rows of economic codes of basic spending, and "total"."""
        rows: dict[str, Counter[str]] = defaultdict(Counter)
        own = (parts["basic"] for entry, parts in self.entries if entry.fund in funds)
        for code, amount in sum(own, Counter()).items():
            kind = "personnel" if code[:3] in PERSONNEL_CLASSES else "public"
            for key in ("total", *prefixes(code)) if code[:3] in classes else ():
                rows[key].update({"amount": amount, kind: amount})
        return rows

    def units(self, names: Iterable[str]) -> dict[str, Counter[str]]:
        """The 合计 row of all, and its parts by unit."""
        total = self.functional(FUNDS)["total"]
        names = list(names)
        rows = {"total": total} | {name: Counter[str]() for name in names}
        for atom, amount in total.items():
            for name, part in zip(names, split(self.rng, amount, len(names)), strict=True):
                rows[name][atom] = part
        return rows

    def _spent(self, ledger: Ledger) -> dict[str, int]:
        """Lines of what all was spent on, by kind and by economic class."""
        total = self.functional(FUNDS)["total"]
        kinds: Counter[str] = Counter()
        for entry in ledger.entries:
            kinds.update(expenditure_cells(entry))
        spent = {f"purpose/{kind}.amount": amount for kind, amount in kinds.items()}
        for name, classes in (("personnel", ("301", "303")), ("public", ("302", "310", "399"))):
            own = sum(
                total[f"{kind}:{code}"] for kind in ("basic", "own_basic") for code in classes
            )
            spent[f"purpose/{name}.amount"] = own
        for code in ("301", "302", "303", "310", "399"):
            own = sum(amount for atom, amount in total.items() if atom.endswith(f":{code}"))
            spent[f"purpose/economic_{code}.amount"] = own
        public = self.economic(FUNDS[:1], ("302", "310"))["total"]["amount"]
        spent |= {"operating_cost.actual": public, "reception_foreign.actual": 0, "none.actual": 0}
        for name, code in (("meeting", "30215"), ("training", "30216")):
            spent[f"{name}.actual"] = ledger.economic.get(code, 0)
            spent[f"{name}.budget"] = ledger.economic.get(code, 0) + draw_amount(self.rng) // 100
        return spent


def _line(side: str | None, key: str, measure: str) -> str:
    return f"{side}/{key}.{measure}" if side else f"{key}.{measure}"


def _spread(ledger: Ledger, rng: Random) -> Iterable[tuple[Entry, Parts]]:
    """What each item was spent on: basic spending as in the economic table, from its first code."""
    left = [[code, amount] for code, amount in sorted(ledger.economic.items())]
    for entry in ledger.entries:
        basic: Counter[str] = Counter()
        wanted = entry.basic
        for each in left if entry.fund == FUNDS[0] else [["30201", wanted]]:
            taken = min(each[1], wanted)
            each[1] -= taken
            wanted -= taken
            basic[each[0]] += taken
        project = Counter(
            dict(zip(PROJECTS, split(rng, entry.project, len(PROJECTS)), strict=True))
        )
        own = {f"own_{kind}": Counter({OWN: n}) for kind, n in entry.own_spending.items()}
        yield entry, {"basic": +basic, "project": +project, **own}


def _amounts(entry: Entry, parts: Parts) -> Counter[str]:
    """An item's amounts by name."""
    opening_basic = min(entry.opening, entry.basic)
    opening_project = entry.opening - opening_basic
    income_basic = entry.basic - opening_basic
    surplus = entry.closing // 3
    found = Counter(
        {
            "opening_basic": opening_basic,
            "opening_project": opening_project,
            "income_basic": income_basic,
            "income_project": entry.income - income_basic,
            "fiscal": entry.income,
            "basic": entry.basic,
            "project": entry.project,
            "closing_carryover": entry.closing - surplus,
            "closing_surplus": surplus,
        }
    )
    found.update({source: entry.own_income[source] for source in OWN_INCOMES})
    found.update({f"own_{kind}": amount for kind, amount in entry.own_spending.items()})
    for kind, own in parts.items():
        for code, amount in own.items():
            personnel = "personnel" if code[:3] in PERSONNEL_CLASSES else "public"
            for key in (
                f"{kind}_{personnel}",
                f"{kind}:",
                *(f"{kind}:{c}" for c in prefixes(code)),
            ):
                found[key] += amount
    return found
