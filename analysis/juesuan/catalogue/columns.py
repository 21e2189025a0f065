"""The dictionaries of frames and columns."""
