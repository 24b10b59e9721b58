"""Calendars: entries in, iCalendar bytes out.

Nothing here knows a room, a request, a database or the time of day. Whoever wants a calendar brings
`CalendarEntry` values; the same values always make the same bytes, so a feed's release number is its cache key.

`entries` what a caller brings · `feed` subscriptions · `invitation` invitations by mail and single downloads ·
`zones` wall-clock times to moments · `vtimezone`, `components`, `cleaning`, `colors` the parts these are made of.
"""
