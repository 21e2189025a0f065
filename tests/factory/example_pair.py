"""The budget and account that ship with the notebooks: `python -m tests.factory.example_pair`.

Invented: a body that does not exist, figures of the factory. Its account misquotes one item's
budget by 1,000 元, so that the notebook has something to find.
"""

from dataclasses import replace
from random import Random

from juesuan.lab import example_pair
from tests.rooms import ROOT

from .account import TABLES, random_account
from .budget_media import page_of, print_budget
from .budget_prose import explained
from .budgets import plan_of
from .layout import Layout
from .prose import part_three
from .sheets import sheet_of

ORGANIZATION, YEAR, SEED = "江城市青山区司法局", 2023, 50
MISQUOTED = 1
# Paragraphs of a page are not broken into lines.
WHOLE = 10_000
FOLDER = ROOT / "data" / "pair"


def made() -> tuple[bytes, bytes]:
    """The budget and the account, as web pages."""
    rng = Random(SEED)
    drawn = random_account(
        rng,
        unit=("万元", 2),
        classes=(3, 4),
        zeros="blank",
        own_incomes=(),
        government_fund=False,
        state_capital=False,
        balances=False,
        three_public=True,
        full_lists=False,
    )
    account = replace(drawn, organization=ORGANIZATION, year=YEAR)
    plan = plan_of(account, rng, "shanghai")
    account = explained(account, plan, sorted(plan.items)[MISQUOTED])
    layout = Layout()
    sheets = [sheet_of(table, account, layout, merge=True) for table in TABLES]
    title = f"{ORGANIZATION}{YEAR}年度部门决算"
    return print_budget(plan, "page"), page_of(title, sheets, part_three(account, layout, WHOLE))


def main() -> None:
    """Write both."""
    FOLDER.mkdir(exist_ok=True)
    for path, content in zip(example_pair(), made(), strict=True):
        (FOLDER / path.name).write_bytes(content)


if __name__ == "__main__":
    main()
