"""The values of formulas, written into a sheet's XML beside them.

openpyxl writes formulas without their values. Without them previewers, Excel's Protected View and
pandas show empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias
from xml.sax.saxutils import escape

from juesuan.catalogue.faults import fault
from juesuan.errors import FrameError

# What the formula in a cell gives, by the cell's name; by the sheet's title.
Values: TypeAlias = "dict[str, dict[str, float | str]]"
# A cell with a formula, as openpyxl writes it.
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v ?/?>(?:</v>)?</c>')
_TYPE = re.compile(r' t="\w*"')


def with_values(xml: str, values: Mapping[str, float | str]) -> str:
    """A sheet's XML with the value of every formula that `values` names.

    Raises `FrameError` for a value whose cell holds no formula.
    """
    missing = set(values)

    def filled(cell: re.Match[str]) -> str:
        name, attributes, formula = cell.groups()
        if name not in values:
            return cell.group()
        missing.discard(name)
        value = values[name]
        kind = ' t="str"' if isinstance(value, str) else ""
        text = escape(value) if isinstance(value, str) else repr(value)
        return f'<c r="{name}"{_TYPE.sub("", attributes)}{kind}>{formula}<v>{text}</v></c>'

    written = _FORMULA.sub(filled, xml)
    if missing:
        raise FrameError(fault("no_formula", cells=tuple(sorted(missing))))
    return written
