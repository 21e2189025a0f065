"""One file for each type of identity that spans documents: its arguments, and its checks."""
