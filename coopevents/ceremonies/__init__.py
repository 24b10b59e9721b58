"""Signing ceremonies: planned as activities, placed by the rules of protocol, rehearsed, run and recorded.

The protocol engine (precedence, seating, standing order, flags, alternat, plates) is pure: plain values in, placements
out, each with the rule that was applied.
"""
