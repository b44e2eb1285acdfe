"""The tasks: one retryable Prefect task a file; references in, references out."""
