"""The page that a build writes for people: documents, findings, coverage."""
