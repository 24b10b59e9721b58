"""Traces: the bytes of erased answers lie in the database's own files until it is made to let go of them.

A mark in the data folder says that there are some, so that it outlives whoever erased and is found by the worker.
"""

from pathlib import Path

from coopevents import config
from coopevents.registration import purge_queries

TABLES = ("form_answers", "registration_answer", "option_seat", "stored_file", "issued_paper", "registration_import")


def leave() -> None:
    """Something is about to be erased: traces will have to be swept out."""
    _mark().touch()


def are_left() -> bool:
    """Whether there may be traces."""
    return _mark().exists()


def sweep_out() -> bool:
    """Let the database let go of all traces; whether it could do so without keeping others waiting."""
    _mark().unlink(missing_ok=True)
    if purge_queries.sweep_out(TABLES):
        return True
    leave()
    return False


def _mark() -> Path:
    return config.in_force().data_dir / "erased-not-swept"
