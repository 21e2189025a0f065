"""Frames with the columns and types of the dictionary."""

from juesuan.schema.make import concatenate, from_records, make_frame, trimmed

__all__ = ["concatenate", "from_records", "make_frame", "trimmed"]
