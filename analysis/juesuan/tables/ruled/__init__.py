"""Official tables read by the place of their cells, where the document rules them."""

from juesuan.tables.ruled.read_ruled import NO_HEADING, read_ruled

__all__ = ["NO_HEADING", "read_ruled"]
