// What a tour looks like after all that was tapped: the server's last word with the taps that still wait laid over it.
// The same rules as coopevents/tours/guiding_rules.py.
const isBegun = (tour) => tour.phase === "on" || tour.phase === "over";

export function after(told, waiting) {
  const tour = structuredCopy(told);
  for (const tap of waiting) lay(tour, tap);
  return tour;
}

export function here(tour) {
  const counted = Object.values(tour.parties).reduce((sum, [, heads]) => sum + heads, 0);
  return counted + walkIns(tour);
}

export function walkIns(tour) {
  return tour.walk_ins.reduce((sum, [, heads]) => sum + heads, 0);
}

// Whether the tour takes what a tap says: what a party booked always, more only where there is room.
export function takes(tour, { kind, party, number }) {
  if (kind !== "heads" && kind !== "walk_in") return true;
  const known = kind === "heads" ? tour.parties[party] : null;
  if (kind === "heads" && !known) return true;
  const own = known && !known[2] ? known[0] : 0;
  return number <= own || held(tour, party) + number <= tour.most;
}

function held(tour, besides) {
  const kept = Object.entries(tour.parties).filter(([id]) => id !== besides).map(([, [heads, present, waits]]) => (
    Math.max(present, isBegun(tour) || waits ? 0 : heads)));
  return kept.reduce((sum, each) => sum + each, walkIns(tour));
}

function lay(tour, { key, kind, party, number }) {
  if (kind === "heads" && tour.parties[party]) tour.parties[party][1] = number;
  else if (kind === "heads") tour.walk_ins = tour.walk_ins.filter(([each]) => each !== party);
  else if (kind === "walk_in" && !tour.walk_ins.some(([each]) => each === key)) tour.walk_ins.push([key, number]);
  else if (kind === "stop") tour.at_stop = number;
  else if (kind === "start") tour.phase = "on";
  else if (kind === "finish") tour.phase = "over";
}

function structuredCopy(value) {
  return JSON.parse(JSON.stringify(value));
}
