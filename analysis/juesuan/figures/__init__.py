"""Figures: functions from frames to plotly figures, with Chinese labels as printed.

Every function takes frames of one document or of many, as `juesuan.Document` or `juesuan build`
gives them, and `subject`, whom the figure is about. `doc.figures` hands in a document's own.
"""

from juesuan.catalogue.extras import optional_packages

with optional_packages():
    from juesuan.figures.attempt import show
    from juesuan.figures.checks import checks
    from juesuan.figures.completion import completion
    from juesuan.figures.deviation import budget_and_actual, budget_scatter
    from juesuan.figures.economic import economic
    from juesuan.figures.export import save
    from juesuan.figures.flow import flow
    from juesuan.figures.performance import goals, projects, scores, three_public
    from juesuan.figures.plans import plans
    from juesuan.figures.ranked import deviations
    from juesuan.figures.side_by_side import departments, years
    from juesuan.figures.structure import basic_and_project, structure, sunburst
    from juesuan.figures.theme import Figure
    from juesuan.figures.waterfall import waterfall

__all__ = [
    "Figure",
    "basic_and_project",
    "budget_and_actual",
    "budget_scatter",
    "checks",
    "completion",
    "departments",
    "deviations",
    "economic",
    "flow",
    "goals",
    "plans",
    "projects",
    "save",
    "scores",
    "show",
    "structure",
    "sunburst",
    "three_public",
    "waterfall",
    "years",
]
