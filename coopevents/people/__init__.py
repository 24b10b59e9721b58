"""People: one Person per human being."""
