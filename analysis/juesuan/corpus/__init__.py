"""Many documents → one folder of Parquet datasets with a manifest."""
