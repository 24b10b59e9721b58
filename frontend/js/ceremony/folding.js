// Where a run stands after all touches, and when its lines will be: the same rules as the server's (live.py, run_of_show.py).
export function fold(marks) {
  let run = { started: null, current: null, began: null, held: null, ended: null };
  const inOrder = [...marks].sort((one, other) => one.at - other.at || (one.key < other.key ? -1 : 1));
  for (const mark of inOrder) run = after(run, mark);
  return { ...run, isOn: run.current !== null && run.ended === null };
}

function after(run, { kind, at, cue }) {
  if (kind === "cue") return cue === null ? run : { started: run.started ?? at, current: cue, began: at, held: null, ended: null };
  if (run.current === null || run.ended !== null) return run;
  if (kind === "end") return { ...run, held: null, ended: at };
  if (kind === "hold") return run.held === null ? { ...run, held: at } : run;
  return run.held === null ? run : { ...run, began: run.began + at - run.held, held: null };
}

// Seconds after the start at which the last line ends, from the line that is on to the last.
export function lastEnd(lines, current, began, now) {
  const place = lines.findIndex(({ id }) => id === current);
  if (place < 0) return null;
  let flow = Math.max(began + lines[place].seconds, now);
  for (const { seconds, anchor } of lines.slice(place + 1)) flow = Math.max(flow, anchor ?? flow) + seconds;
  return flow;
}

export function plannedEnd(lines) {
  const last = lines.at(-1);
  return last ? last.starts + last.seconds : 0;
}

// Minutes and seconds; hours and minutes of what takes long, and a dash for what nobody ended.
export function clock(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 100) return `${minutes}:${two(whole % 60)}`;
  return minutes < 1440 ? `${Math.floor(minutes / 60)}:${two(minutes % 60)} h` : "–";
}
