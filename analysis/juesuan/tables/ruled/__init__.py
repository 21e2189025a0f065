"""Official tables read by the place of their cells, where the document rules them."""

from juesuan.tables.ruled.read import read_ruled

__all__ = ["read_ruled"]
