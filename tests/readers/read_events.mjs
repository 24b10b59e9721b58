// Reads a calendar from standard input with ical.js and prints its events as JSON, their times in UTC.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));

// Only the zones the file itself brings: what a reader without a zone database sees.
ICAL.TimezoneService.reset();
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

function moment(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`a time without a zone: ${time}`);
  return new Date(time.toUnixTime() * 1000).toISOString();
}

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    status: component.getFirstPropertyValue("status"),
    summary: event.summary,
    location: event.location ?? "",
    description: event.description ?? "",
    starts_at: moment(event.startDate),
    ends_at: moment(event.endDate),
  };
});
process.stdout.write(JSON.stringify(events));
