"""The suites in Great Expectations: a class for each type, one metric, Data Docs."""
