"""Tables that are none of the known forms: kept whole, cell by cell."""
