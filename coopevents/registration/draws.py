"""The draw of a waiting list: reproducible by everybody who knows the seed and the numbers. Pure."""

import secrets
from collections.abc import Iterable
from hashlib import sha256


def new_seed() -> str:
    """An unguessable seed."""
    return secrets.token_hex(16)


def fingerprint(seed: str) -> str:
    """What may be shown before the draw: it binds the house to the seed without giving it away."""
    return sha256(seed.encode()).hexdigest()


def drawn(seed: str, numbers: Iterable[int]) -> list[int]:
    """The numbers in the order drawn: that of the SHA-256 of ``seed:number``.

    >>> drawn("seed", [1, 2, 3])
    [3, 1, 2]
    """
    return sorted(numbers, key=lambda number: sha256(f"{seed}:{number}".encode()).hexdigest())
