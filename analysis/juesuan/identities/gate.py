"""The gate of a check: which verdicts are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.terms import VERDICTS
from juesuan.errors import Inconsistent
from juesuan.identities.causes import known_identities
from juesuan.identities.spoken import message
from juesuan.language import options

# So many findings are told in an error.
_TOLD = 3
# A verdict that is exact is never refused.
_REFUSED = VERDICTS[1:]


def refusing(raise_on: str | Sequence[str] | None) -> Callable[[pd.DataFrame, str], pd.DataFrame]:
    """A function that lets verdicts pass, or raises `Inconsistent` where one is refused.

    `raise_on` names the kinds of verdicts that are refused. Raises `UnknownChoice` at once, before
    anything is worked out, for a kind that there is not.
    """
    kinds = (raise_on,) if isinstance(raise_on, str) else tuple(raise_on or ())
    for kind in kinds:
        chosen(kind, _REFUSED, fault("a_verdict"))

    def gate(verdicts: pd.DataFrame, source: str) -> pd.DataFrame:
        wrong = verdicts[verdicts["verdict"].isin(kinds)]
        if len(wrong):
            rows = wrong.sort_values("finding", kind="stable").head(_TOLD)
            told = [_said(row) for row in rows.astype(object).to_dict("records")]
            entry = "inconsistent" if len(wrong) <= _TOLD else "inconsistent_and_more"
            more = {} if len(wrong) <= _TOLD else {"more": len(wrong) - _TOLD}
            said = fault(entry, count=len(wrong), first="; ".join(told), **more)
            raise Inconsistent(said, source=source)
        return verdicts

    return gate


def _said(row: Mapping[Any, Any]) -> str:
    known = {str(name): value for name, value in row.items() if pd.notna(value)}
    if known["verdict"] == "exact":
        return str(known["identity"])
    return message(known_identities()[known["identity"]], known, options.language)
