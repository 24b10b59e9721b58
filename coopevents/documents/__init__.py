"""Printing: plain values and a template become a PDF or a picture, the same bytes every time.

Pure: knows no room, no database, no request and no network. The template engine is Typst; data reach it as JSON, so
that whatever is written in a name stays text.
"""
