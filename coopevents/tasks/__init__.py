"""Checklists counted back from a day, about any subject, with owners, reminders and progress."""
