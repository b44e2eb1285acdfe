"""`newsmill report`: one self-contained HTML page about a lake and a run."""

from newsmill.report.build import build_page, write_page

__all__ = ["build_page", "write_page"]
