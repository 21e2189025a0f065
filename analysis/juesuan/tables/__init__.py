"""Pages of text → the official tables, every figure in its column."""
