"""The suites of `expectations/` as Great Expectations suites, none of their entries lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from juesuan.errors import SuiteError
from juesuan.identities import suites

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def load_suites() -> list[ExpectationSuite]:
    """Every suite of `expectations/`, in the order of the files' names, with our own types known.

    Great Expectations logs and drops an expectation whose type or arguments it does not know, and
    the suite passes without it. Here that raises `SuiteError`. The suites belong to no context yet:
    add them to yours with `context.suites.add`.
    """
    # The classes register themselves as they are imported.
    from juesuan.identities.gx import expectations

    if without := suites.TYPES - set(expectations.TYPES):
        raise SuiteError(f"no expectation class stands for the types {sorted(without)}")
    folder = suites.suite_folder()
    paths = sorted(folder.iterdir(), key=lambda path: path.name)
    return [
        _loaded(json.loads(path.read_text(encoding="utf-8")))
        for path in paths
        if path.name.endswith(".json")
    ]


def _loaded(said: dict[str, Any]) -> ExpectationSuite:
    from great_expectations import ExpectationSuite

    name, entries = said["name"], said["expectations"]
    for entry in entries:
        suites.identity_of(name, entry)
    suite = ExpectationSuite(name=name, expectations=entries, meta=dict(said.get("meta") or {}))
    written = [entry["meta"]["identity"] for entry in entries]
    kept = [(each.meta or {}).get("identity") for each in suite.expectations]
    if kept != written:
        raise SuiteError(
            f"the suite {name} has {len(written)} expectations in its file and {len(kept)} loaded; "
            f"Great Expectations dropped {sorted(set(written) - set(kept))}",
            hint="Install the versions of constraints.txt.",
        )
    return suite
