"""Word files (.docx): paragraphs and tables in their order."""

from juesuan.readers.word.document import read_word

__all__ = ["read_word"]
