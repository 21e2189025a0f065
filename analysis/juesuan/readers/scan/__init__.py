"""Pages that are pictures: recognised with rapidocr, then read like every other medium.

Nothing of it is loaded before a page needs it.
"""
