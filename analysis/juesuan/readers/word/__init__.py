"""Word files (.docx): paragraphs and tables in their order."""

from juesuan.readers.word.word_file import read_word

__all__ = ["read_word"]
