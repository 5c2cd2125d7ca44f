"""x"""


def specification(language: str) -> bytes:
    """x"""
    return b"{}"
