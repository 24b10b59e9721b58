"""The drafting assistant: a programme, or the unplaced rest of one, worked out from plain values.

Nothing here knows a database, a clock or a request. ``python -m coopevents.schedule.assistant`` reads a problem as JSON
and writes its progress and its draft as JSON, so that the worker can let it think in a process of its own.
"""
