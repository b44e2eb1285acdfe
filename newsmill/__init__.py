"""newsmill: raw, dirty article files in; clean, enriched, deduplicated partitioned Parquet out."""

__version__ = "0.1.0"
