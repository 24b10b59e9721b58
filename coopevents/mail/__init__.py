"""Mail: the outbox is the truth; workers only carry it."""
