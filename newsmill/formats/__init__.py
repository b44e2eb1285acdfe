"""Bytes to raw articles, one module a format."""
