"""`newsmill show`: one article and its edits."""

from typing import Annotated

import typer

from flows.commands.options import LakeOption, errors_explained


def show(
    article_id: Annotated[str, typer.Argument(help="article_id, or its first characters.")],
    lake: LakeOption = None,
) -> None:
    """Show an article: title, text, lineage, and every edit as a coloured diff against the raw text."""
    with errors_explained():
        from flows.terminal import console, show_article
        from newsmill.inspection import inspect
        from newsmill.settings import load_settings

        found = inspect(load_settings(lake=lake).lake, article_id)
        show_article(console(), found.article, found.raw_text, found.edits, found.run)
