"""Feeds: calendars gathered across rooms."""
