"""What the commands share: options, exit codes, errors shown as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final

import typer

from newsmill.exceptions import GateError, NewsmillError, RunFailedError

EXIT_FAILED: Final = 1
EXIT_UNUSABLE: Final = 2

LakeOption = Annotated[
    Path | None,
    typer.Option(
        "--lake", help="Folder of the lake. Default: `lake` in newsmill.toml, NEWSMILL_LAKE, data/lake."
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help="A setting for this run, e.g. `--set source.batch_bytes=1000000`."
    ),
]


@contextmanager
def errors_explained() -> Iterator[None]:
    """Show newsmill's own errors as a sentence and leave: with 1 where a run did not do all, 2 where nothing can be done."""
    try:
        yield
    except GateError as error:
        words = (
            "nothing was published; what was made is kept, and the same command with --accept publishes it"
        )
        typer.secho(f"newsmill: refused by a data gate: {error}\n{words}", fg="red", err=True)
        raise typer.Exit(EXIT_FAILED) from None
    except RunFailedError as error:
        typer.secho(f"newsmill: {error}", fg="red", err=True)
        raise typer.Exit(EXIT_FAILED) from None
    except NewsmillError as error:
        typer.secho(f"newsmill: {error}", fg="red", err=True)
        raise typer.Exit(EXIT_UNUSABLE) from None
