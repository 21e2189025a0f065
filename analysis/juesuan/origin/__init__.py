"""Who reports, for which year: what the words of a document say about the document itself."""
