"""The words that data files, frames and identities share: what is none of them is refused."""

from __future__ import annotations

# the sides of a two-sided table
SIDES = ("income", "expenditure")
# the levels of a row
LEVELS = ("total", "class", "section", "item", "line")
# the shapes of a table, and the classifications that its codes may belong to
SHAPES = ("coded", "two_sided", "components")
SYSTEMS = ("functional", "economic")

# what a claim of the prose states, and which of both figures of an item it is
QUANTITIES = (
    "amount", "change", "growth", "completion_rate", "share", "rate", "score", "count",
    "absence", "comparison",
)  # fmt: skip
STATED = ("budget", "actual")

# what becomes of a table, of an amount's column, of a check; and the kinds of identities
STATUSES = ("found", "declared_empty", "blank", "missing", "attached", "duplicate")
PLACEMENTS = ("printed", "solved", "ambiguous")
VERDICTS = ("exact", "rounding", "inconsistent", "not_checked")
KINDS = (
    "row", "levels", "lines", "tables", "bound", "restated", "percent", "direction", "label",
    "code", "explained", "completeness", "records", "score",
)  # fmt: skip
