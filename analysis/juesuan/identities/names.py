"""Names in plain signs, and verdicts that show both names."""

from __future__ import annotations

from typing import Any

from juesuan.catalogue.plain_names import plain_name
from juesuan.identities.choose import choose, column
from juesuan.identities.columns import Columns, Values


def plain(names: Values) -> Values:
    """Names without brackets, spaces and a final 支出."""
    return column([None if name is None else plain_name(str(name)) for name in names])


def shown(rows: Columns, printed: Any, expected: Any) -> Columns:
    """Both names, where they are not the same."""
    wrong = rows["verdict"] == "inconsistent"
    return rows.assign(reported_text=choose(wrong, printed), computed_text=choose(wrong, expected))
