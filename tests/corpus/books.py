"""Documents made for the tests of the corpus: whose books they print is known."""

from pathlib import Path

from tests.factory import Layout, print_text
from tests.factory.account import Account
from tests.factory.prose import wrapped

_SECOND = "二、收入决算情况说明"
_ITEM = "2.所属服务中心"


def text_of(
    account: Account,
    *,
    before: Account | None = None,
    units: tuple[str, ...] = (),
    kind: str = "部门",
    first: str = "",
    reported_on: str = "",
) -> str:
    """The account as text.

    `before` is the account that its prose compares with, `units` are those that it lists beside
    its own, `first` stands on the cover, `reported_on` in front of the first table.
    """
    text = print_text(account, Layout())
    if before is not None:
        said = "\n".join(wrapped(compared(account, before)))
        text = text.replace(_SECOND, f"{said}\n{_SECOND}")
    listed = [f"{at}.{name}" for at, name in enumerate(units, 2)]
    assert _ITEM in text
    text = text.replace(_ITEM, "\n".join(listed)) if units else text.replace(_ITEM + "\n", "")
    if first:
        text = text.replace("\n一、主要职能", f"\n{first}\n一、主要职能", 1)
    if reported_on:
        text += f"填报日期：{reported_on}\n"
    return text.replace("部门决算", f"{kind}决算")


def total(account: Account) -> int:
    """收、支总计, in units of the last printed digit."""
    found = account.figure("income_expenditure_summary", "grand_total", "amount", "income")
    assert found is not None
    return found


def compared(account: Account, before: Account) -> str:
    """The sentence that compares with the year before."""
    change = total(account) - total(before)
    word = "增加" if change >= 0 else "减少"
    money = Layout().money(abs(change), account.decimals)
    return f"与 {account.year - 1} 年度相比，收、支总计{word} {money} {account.unit}。"


def write(folder: Path, name: str, text: str) -> Path:
    """A document in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path
