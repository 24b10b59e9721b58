"""Registration: a person's place at an event."""
