"""Programmes that come from other programs and go to them: schedule.xml, schedule.json, iCalendar, spreadsheets."""
