"""The rules: small named functions on text, no I/O, no clock, no state."""
