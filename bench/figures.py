"""What the scorers of the written articles share: spans of the labels, precision, recall and F1 in words."""


def span_of(text: str, surface: str, occurrence: int) -> tuple[int, int]:
    """Where an occurrence of a string stands, in code points; raises `ValueError` where it does not."""
    at = -1
    for _ in range(occurrence):
        at = text.index(surface, at + 1)
    return at, at + len(surface)


def shares(wanted: int, found: int, invented: int) -> str:
    """Precision, recall and F1 in percent, of so many wanted, found of these, and found beside these.

    >>> shares(4, 3, 1)
    'P  75.0 R  75.0 F1  75.0'
    """
    precision, recall = found / max(1, found + invented), found / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {100 * precision:5.1f} R {100 * recall:5.1f} F1 {100 * f1:5.1f}"
