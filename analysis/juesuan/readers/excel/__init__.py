"""Workbooks: .xlsx and .xlsm, and .xls as Excel, WPS and others write it."""

from juesuan.readers.excel.excel_file import read_excel

__all__ = ["read_excel"]
