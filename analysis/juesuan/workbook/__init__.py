"""Workbooks: one for a document with live checks, one for a corpus, and the frames back."""

from juesuan.workbook.corpus_book import export_corpus, write_corpus
from juesuan.workbook.document_book import write_workbook
from juesuan.workbook.read_back import read_workbook

__all__ = ["export_corpus", "read_workbook", "write_corpus", "write_workbook"]
