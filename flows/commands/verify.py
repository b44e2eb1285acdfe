"""`newsmill verify`: the laws of the lake."""

import typer

from flows.commands.options import EXIT_FAILED, LakeOption, errors_explained


def verify(lake: LakeOption = None) -> None:
    """Read the whole lake again and check its laws: files, keys, accounts, every edit reversible.

    Exit code 1 and a list of what does not hold; 0 when all does.
    """
    with errors_explained():
        from flows.rows import show_rows
        from flows.terminal import console
        from newsmill.settings import load_settings
        from newsmill.verify import verify as check

        out = console()
        problems = check(load_settings(lake=lake).lake)
        if not problems:
            out.print("All laws hold: files, keys, duplicates, accounts, edits.")
            return
        show_rows(
            out,
            ["dataset", "path", "law", "detail"],
            [(p.dataset, p.path, p.law, p.detail) for p in problems],
        )
    raise typer.Exit(EXIT_FAILED)
