// Where everything stands: columns of a day (one for each place) or of a week (one for each day), lanes side by side.
import { DAY, dayOf, minuteOfDay, wall } from "./time.js";
import { say } from "./words.js";

const SPARE = 6;
const FROM = 7 * 60;
const TO = 22 * 60;

export function columnsOf(store, view) {
  if (view.isWeek) {
    return store.days.map(({ day, label }) => ({ key: `day-${day}`, day, place: view.place, name: label, note: "" }));
  }
  const used = store.places.filter((each) => each.is_used);
  const spare = store.places.filter((each) => !each.is_used && each.is_offered).slice(0, Math.max(0, SPARE - used.length));
  const columns = [...used, ...spare].map((each) => ({ key: `place-${each.id}`, day: view.day, place: each.id, name: each.name, note: each.note }));
  return [...columns, { key: "place-none", day: view.day, place: null, name: say("no_place"), note: "" }];
}

// The column an activity stands in, or -1 when it is not shown.
export function columnOf(activity, columns, view) {
  if (activity.at === null) return -1;
  const day = dayOf(activity.at);
  if (view.isWeek) {
    if (view.place !== undefined && view.place !== activity.place) return -1;
    return columns.findIndex((each) => each.day === day);
  }
  if (day !== view.day) return -1;
  const at = columns.findIndex((each) => each.place === activity.place);
  return at < 0 ? columns.length - 1 : at;
}

// The hours shown, in minutes of the day; a span that runs past midnight goes on below it.
export function hoursOf(shown) {
  let [from, to] = [FROM, TO];
  for (const each of shown) {
    const starts = minuteOfDay(each.at);
    from = Math.min(from, Math.floor(starts / 60) * 60);
    to = Math.max(to, Math.ceil((starts + each.until - each.at) / 60) * 60);
  }
  return { from, to: Math.min(to, DAY + 6 * 60) };
}

// Those that overlap stand side by side: for each its lane and how many lanes its group has.
export function lanesOf(items) {
  const sorted = [...items].sort((one, other) => one.at - other.at || other.until - one.until || one.id - other.id);
  const lanes = new Map();
  let group = [];
  let ends = [];
  let until = -Infinity;
  const close = () => group.forEach((id) => { lanes.get(id).count = ends.length; });
  for (const item of sorted) {
    if (item.at >= until) {
      close();
      [group, ends] = [[], []];
    }
    let lane = ends.findIndex((end) => end <= item.at);
    if (lane < 0) lane = ends.push(0) - 1;
    ends[lane] = item.until;
    until = Math.max(until, item.until);
    lanes.set(item.id, { lane, count: 1 });
    group.push(item.id);
  }
  close();
  return { sorted, lanes };
}

export const momentIn = (column, minute) => wall(`${column.day}T00:00`) + minute;
