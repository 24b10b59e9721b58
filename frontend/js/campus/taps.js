// What the board looks like after all that was tapped: the server's last word with the taps that still wait laid over it.
// The same rules as coopevents/delegations/arrivals.py.
const becomes = { arrived: "here", not_arrived: "expected", left: "left", still_here: "here" };

export function after(told, waiting) {
  const board = { ...JSON.parse(JSON.stringify(told)), late: [] };
  for (const tap of waiting) lay(board, tap);
  return board;
}

// How many guests of a visit are here, of how many.
export function here(board, visit) {
  const places = Object.entries(board.guests).filter(([party]) => party.startsWith(`${visit}-`)).map(([, at]) => at);
  return { here: places.filter((at) => at === "here").length, all: places.length };
}

function lay(board, { kind, party }) {
  if (kind === "late") board.late.push(party.split("-")[2]);
  else if (kind === "came") board.seen = [...new Set([...board.seen, party])];
  else if (kind === "missed") board.seen = board.seen.filter((each) => each !== party);
  else if (party in board.guests && !(kind === "left" && board.guests[party] === "expected")) board.guests[party] = becomes[kind];
}
