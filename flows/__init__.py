"""The flows: what runs, and when."""
