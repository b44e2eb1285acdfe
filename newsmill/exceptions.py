"""Errors of newsmill. All but `AccountingError` are the user's to mend; their messages say how."""

from typing import Any


class NewsmillError(Exception):
    """Base of all errors that newsmill raises on purpose."""


class SettingsError(NewsmillError):
    """A setting is unknown or has a value that is not allowed."""


class SourceError(NewsmillError):
    """The source cannot be read at all."""


class LakeError(NewsmillError):
    """The lake cannot be opened, read or written."""


class LakeIOError(LakeError):
    """The file system under the lake failed; trying again may help."""


class LakeBusyError(LakeError):
    """Another run holds the lake."""


class GateError(NewsmillError):
    """A data gate stopped the commit."""


class RunFailedError(NewsmillError):
    """A run ended as failed after what it could do was done and put on record; `summary` says what."""

    def __init__(self, message: str, summary: Any = None) -> None:
        super().__init__(message)
        self.summary = summary


class WorkerDiedError(NewsmillError):
    """A worker process was killed or crashed while it held a batch."""


class WorkersClosedError(NewsmillError):
    """The worker processes were ended while a batch was with them."""


class AccountingError(NewsmillError):
    """Rows in differ from rows kept plus rows rejected: a defect of newsmill."""
