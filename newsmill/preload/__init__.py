"""What all worker processes hold alike: the code and the models of the steps, loaded in the process they fork from.

`multiprocessing`'s fork server takes names of modules and imports them before its first fork: `first`, then
`light` or `full`, which nothing else imports. What cannot be loaded is left to the worker that needs it, whose
error says what is missing.
"""

from collections.abc import Collection


def modules(enrichers: Collection[str]) -> list[str]:
    """Names of the modules to import for a run with these enrichers: the large models only where one needs them.

    >>> modules(["language", "lead"])
    ['newsmill.preload.first', 'newsmill.preload.light']
    >>> modules(["language", "entities"])
    ['newsmill.preload.first', 'newsmill.preload.full']
    """
    size = "full" if {"entities", "places"} & set(enrichers) else "light"
    return ["newsmill.preload.first", f"newsmill.preload.{size}"]
