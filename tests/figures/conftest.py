"""Documents that figures are drawn of."""

from tests.documents.conftest import putuo

__all__ = ["putuo"]
