"""Frames as files of other programs: CSV, Stata."""
