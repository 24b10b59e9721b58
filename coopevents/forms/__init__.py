"""Forms: the engine that asks."""
