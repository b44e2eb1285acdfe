"""Number words that are made of others: `einundzwanzig`, `quatre-vingt-dix`, `duecentotrenta`."""

from collections.abc import Mapping

from newsmill.enrich.quotes.word_lists import words


def listed(text: str, first: int = 2, step: int = 1) -> dict[str, int]:
    """Give the words of a list their numbers; `_` leaves one out.

    >>> listed("zwanzig dreißig", 20, 10)
    {'zwanzig': 20, 'dreißig': 30}
    """
    return {
        word: number
        for number, word in zip(range(first, 10_000, step), words(text), strict=False)
        if word != "_"
    }


def units_first(ones: Mapping[str, int], tens: Mapping[str, int], joint: str) -> dict[str, int]:
    """Join ones and tens as German and Dutch do.

    >>> units_first({"drei": 3}, {"zwanzig": 20}, "und")
    {'dreiundzwanzig': 23}
    """
    return {f"{one}{joint}{ten}": t + o for ten, t in tens.items() for one, o in ones.items()}


def with_hundreds(
    small: Mapping[str, int], ones: Mapping[str, int], hundred: str, joints: str = "-"
) -> dict[str, int]:
    """Add the hundreds that are written as one word: `zweihundertfünfzig`; `joints` may stand between, `-` is none."""
    found = dict(small)
    for times, n in {"": 1, **ones}.items():
        found[times + hundred] = 100 * n
        for rest, number in small.items():
            found |= {
                f"{times}{hundred}{joint.replace('-', '')}{rest}": 100 * n + number for joint in words(joints)
            }
    return found
