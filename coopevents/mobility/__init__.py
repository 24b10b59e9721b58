"""Our own people abroad: trips, programmes, and the figures of both."""
