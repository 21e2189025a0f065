"""The suites of `expectations/` as Great Expectations suites, none of their entries lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from juesuan.catalogue.extras import optional_packages
from juesuan.errors import SuiteError
from juesuan.identities import suites
from juesuan.identities.identity import types

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite


def load_suites() -> list[ExpectationSuite]:
    """Every suite of `expectations/`, in the order of the files' names, with our own types known.

    Great Expectations logs and drops an expectation whose type or arguments it does not know, and
    the suite passes without it. Here that raises `SuiteError`. The suites belong to no context yet:
    add them to yours with `context.suites.add`. Raises `MissingExtra` without Great Expectations.
    """
    with optional_packages():
        from juesuan.identities.gx.expectations import expectation_of

    for record in types().values():
        expectation_of(record)
    folder = suites.suite_folder()
    suites.identities_in(folder, types())
    return [_loaded(suite) for _, suite in suites.read_suites(folder)]


def _loaded(file: suites.Suite) -> ExpectationSuite:
    from great_expectations import ExpectationSuite

    name, entries = file.name, file.expectations
    suite = ExpectationSuite(name=name, expectations=entries, meta=msgspec.to_builtins(file.meta))
    written = [entry["meta"]["identity"] for entry in entries]
    kept = [(expectation.meta or {}).get("identity") for expectation in suite.expectations]
    if kept != written:
        raise SuiteError(
            f"the suite {name} has {len(written)} expectations in its file and {len(kept)} loaded; "
            f"Great Expectations dropped {sorted(set(written) - set(kept))}",
            hint="Install the versions of constraints.txt.",
        )
    return suite
