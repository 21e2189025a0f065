"""What a person sees: summaries, findings, tables in their official layout, the report, pages.

HTML here is plain tables without colours of their own, so that a notebook's light or dark theme
dresses them; every text of a document is escaped.
"""
