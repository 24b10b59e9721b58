"""coopevents: the desk of a university's international cooperation office."""

__version__ = "0.1.0"
