"""Storage: files, checked when they come in."""
