// What stands on the board: what the server said last, with the strokes on their way laid over it.
import { text, wall } from "./time.js";

export class Store {
  constructor() {
    this.days = [];
    this.places = [];
    this.clashes = [];
    this.present = [];
    this.revision = "";
    this.here = "";
    this.truth = new Map();
    this.activities = new Map();
  }

  // Takes over what the server said; returns the ids of what somebody else changed.
  take(said, pending = []) {
    const before = this.truth;
    Object.assign(this, { ...said, activities: this.activities });
    this.truth = new Map(said.activities.map((each) => [each.id, { ...each, at: each.starts && wall(each.starts), until: each.ends && wall(each.ends) }]));
    this.clashesOf = new Map();
    for (const clash of this.clashes) {
      for (const id of clash.ids) this.clashesOf.set(id, [...(this.clashesOf.get(id) ?? []), clash]);
    }
    this.overlay(pending);
    return [...this.truth.values()].filter((each) => before.size && before.get(each.id)?.version !== each.version).map(({ id }) => id);
  }

  overlay(pending) {
    this.activities = new Map(this.truth);
    for (const stroke of pending) {
      for (const move of stroke.body.moves ?? []) {
        const known = this.activities.get(move.id);
        if (known && !move.copy) this.activities.set(move.id, moved(known, move));
      }
    }
  }

  placeName(id) {
    return this.places.find((each) => each.id === id)?.name ?? "";
  }

  dayLabel(day) {
    return this.days.find((each) => each.day === day)?.label ?? day;
  }

  tray() {
    return [...this.activities.values()].filter((each) => each.at === null);
  }

  placed() {
    return [...this.activities.values()].filter((each) => each.at !== null);
  }
}

function moved(known, move) {
  if (move.starts === null) return { ...known, at: null, until: null, starts: null, place: null, state: "unscheduled", isPending: true };
  const at = wall(move.starts);
  const state = known.state === "unscheduled" ? "public" : known.state;
  const isFixed = move.fixed ?? known.is_fixed;
  return { ...known, at, until: at + move.length, starts: text(at), length: move.length, place: move.place, state, is_fixed: isFixed, isPending: true };
}
