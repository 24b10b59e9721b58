"""Registrations as tables: taken away without loss, looked at when they come back, and taken over row by row."""
