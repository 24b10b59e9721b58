"""Partners: institutions the university works with."""
