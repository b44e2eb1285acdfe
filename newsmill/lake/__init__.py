"""The lake: immutable Parquet files, hard-linked snapshots, one rename a commit."""
