"""Word lists written as text."""


def words(text: str) -> tuple[str, ...]:
    """The words of ``text``, split at white space."""
    return tuple(text.split())
