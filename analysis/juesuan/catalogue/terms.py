"""The words that data files, frames and identities share: what is none of them is refused."""

from __future__ import annotations

# the sides of a two-sided table; some budgets list expenditure by purpose (支出用途) besides
SIDES = ("income", "expenditure", "purpose")
# the levels of a code and how many digits it has there, from the highest; and those of a row
DIGITS = {"class": 3, "section": 5, "item": 7}
LEVELS = ("total", *DIGITS, "line")
# the shapes of a table, and the classifications that its codes may belong to
SHAPES = ("coded", "two_sided", "components")
SYSTEMS = ("functional", "economic")

# what a claim of the prose states, and which of both figures of an item it is
QUANTITIES = (
    "amount", "change", "growth", "completion_rate", "share", "rate", "score", "count",
    "absence", "comparison", "multiple",
)  # fmt: skip
# what a claim's figure is for
ROLES = ("actual", "budget", "base", "reason", "purpose")
STATED = ("budget", "actual")

# in front of a measure: what a budget prints of the year before
PRIOR = "prior_"

# what becomes of a table, of an amount's column, of a check
STATUSES = ("found", "declared_empty", "blank", "missing", "attached", "duplicate", "unknown")
# tables that are in the document, once; those of them that hold no amount; those not in it
PRINTED = STATUSES[:3]
EMPTY = STATUSES[1:3]
ABSENT = STATUSES[3:5]
# that of a table which no form knows
UNKNOWN = STATUSES[6]
PLACEMENTS = ("printed", "solved", "ambiguous")
VERDICTS = ("exact", "rounding", "inconsistent", "not_checked")
# how grave a problem or a finding is
SEVERITIES = ("error", "warning", "note")
# what a person should see first stands first
MOST_URGENT = ("inconsistent", "not_checked", "rounding", "exact")
# what becomes of a printed number that is found by what was read; other kinds have a pattern
UNPLACED = "unplaced"
NUMBERS = ("amount", "code", "line_number", "heading", "cell", "claim", "page_number", UNPLACED)
# what the numbers of a formula in a note count
AXES = ("line", "column")
# the frames that are worked out from others.
MEASURES = ("headline", "staff", "ratios")
