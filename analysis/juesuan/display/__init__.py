"""How things look in a notebook: tables in their official layout, a document's summary.

HTML here is plain tables without colours of their own, so that a notebook's light or dark theme
dresses them; every text of a document is escaped.
"""
