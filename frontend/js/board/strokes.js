// What an organiser does to activities, as the server takes it: each stroke is one step that can be undone.
import { newKey } from "./server.js";
import { text } from "./time.js";

export class Strokes {
  constructor(board) {
    this.board = board;
  }

  // becomes: for each activity { at, length, place }
  move(activities, becomes, verb = "move") {
    const moves = activities.map((each, number) => moveOf(each, becomes[number]));
    const isMoved = moves.some((move, number) => {
      const each = activities[number];
      return move.starts !== (each.at === null ? null : text(each.at)) || move.place !== each.place || move.length !== lengthOf(each);
    });
    if (isMoved) this.send(this.board.urls.moves, { verb, moves });
  }

  copy(activities, becomes) {
    const moves = activities.map((each, number) => ({ ...moveOf(each, becomes[number]), copy: true }));
    this.send(this.board.urls.moves, { verb: "copy", moves });
  }

  toTray(activities) {
    const moves = activities.filter((each) => each.at !== null).map((each) => ({ id: each.id, version: each.version, starts: null, length: lengthOf(each), place: null }));
    if (moves.length) this.send(this.board.urls.moves, { verb: "tray", moves });
  }

  fix(activities, isFixed) {
    const moves = activities.map((each) => ({ ...moveOf(each, { at: each.at, length: lengthOf(each), place: each.place }), fixed: isFixed }));
    this.send(this.board.urls.moves, { verb: "fix", moves });
  }

  shift(activities, minutes) {
    this.send(this.board.urls.shift, { minutes, seen: activities.map((each) => [each.id, each.version]) });
  }

  shiftAfter(after, minutes) {
    this.send(this.board.urls.shift, { minutes, after });
  }

  add(title, kind, length) {
    this.send(this.board.urls.new, { title, kind, length });
  }

  undo() {
    this.send(this.board.urls.undo, {});
  }

  redo() {
    this.send(this.board.urls.redo, {});
  }

  // What was refused because somebody was faster, once more: mine over theirs for these ids, the rest as it was.
  again(stroke, conflicts, mine) {
    const theirs = new Map(conflicts.map((each) => [each.id, each]));
    const moves = (stroke.body.moves ?? this.movesOfShift(stroke))
      .filter((move) => !theirs.has(move.id) || (mine.has(move.id) && !theirs.get(move.id).is_gone))
      .map((move) => (theirs.has(move.id) ? { ...move, version: theirs.get(move.id).version } : move));
    if (moves.length) this.send(this.board.urls.moves, { verb: stroke.body.verb ?? "shift", moves });
  }

  movesOfShift(stroke) {
    return (stroke.body.seen ?? [])
      .map(([id, version]) => ({ known: this.board.store.activities.get(id), version }))
      .filter(({ known }) => known && known.at !== null)
      .map(({ known, version }) => ({ ...moveOf(known, { at: known.at + stroke.body.minutes, length: lengthOf(known), place: known.place }), version }));
  }

  send(url, body) {
    this.board.send({ url, body: { ...body, key: newKey() } });
  }
}

const lengthOf = (activity) => activity.length;

function moveOf(activity, { at, length, place }) {
  const isSameTime = at === activity.at;
  return { id: activity.id, version: activity.version, starts: at === null ? null : text(at), length, place: at === null ? null : place, fold: isSameTime ? activity.fold : 0 };
}
