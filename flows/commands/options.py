"""What the commands share: options, exit codes, errors shown as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from newsmill.exceptions import GateError, NewsmillError, RunFailedError

if TYPE_CHECKING:
    from newsmill.settings import Settings

EXIT_FAILED: Final = 1
EXIT_UNUSABLE: Final = 2


def _folder(name: str) -> Path:
    # An empty name is the current folder to pathlib, and would scatter a lake over it.
    if not name.strip():
        raise typer.BadParameter("no folder is named: name one, or leave it out")
    return Path(name)


LakeOption = Annotated[
    Path | None,
    typer.Option(
        "--lake",
        parser=_folder,
        metavar="PATH",
        help="Folder of the lake. Default: `lake` in newsmill.toml, NEWSMILL_LAKE, data/lake.",
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help="A setting for this run, e.g. `--set source.batch_bytes=1000000`."
    ),
]


def flow_parameters(checked: "Settings", assignments: list[str] | None) -> dict[str, Any]:
    """Parameters `lake` and `settings` of a flow: what flags say; it reads the file and the environment itself.

    Prefect's server keeps parameters and shows them, so hooks, whose addresses are secrets, go by the environment.
    """
    from newsmill.settings import assigned, hand_over_hooks

    settings = assigned(assignments or ())
    settings.pop("lake", None)
    if settings.pop("hooks", None) is not None:
        hand_over_hooks(checked.hooks)
    return {"lake": str(checked.lake), "settings": settings}


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
    except Exception as error:
        from flows.connection import server_trouble

        trouble = server_trouble(error)
        if trouble is None:
            raise
        typer.secho(f"newsmill: {trouble}", fg="red", err=True)
        raise typer.Exit(EXIT_UNUSABLE) from None
