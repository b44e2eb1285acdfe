"""Word lists written as running text, which stays readable where a literal of hundreds of strings does not."""


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text in order.

    >>> words("said told")
    ('said', 'told')
    """
    return tuple(text.split())
