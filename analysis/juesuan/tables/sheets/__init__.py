"""The grids of a table as sheets: their rows, and what their headings say of their columns."""
