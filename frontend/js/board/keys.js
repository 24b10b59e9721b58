// The board by keyboard: arrows go from one activity to the next; held with M, the same arrows move it.
import { where } from "./draw.js";
import { DAY, STEP } from "./time.js";
import { say } from "./words.js";

const along = { ArrowUp: -1, ArrowDown: 1 };
const across = { ArrowLeft: -1, ArrowRight: 1 };

export class Keys {
  constructor(board) {
    this.board = board;
    this.held = null;
    board.root.addEventListener("keydown", (event) => this.pressed(event));
    board.root.addEventListener("focusin", ({ target }) => {
      const item = target.closest(".board-item");
      if (item) board.makeCurrent(Number(item.dataset.activity));
    });
    // Drawn into another column it loses the focus for a moment; only who really goes elsewhere lets go.
    board.root.addEventListener("focusout", () => setTimeout(() => {
      const at = document.activeElement?.closest(".board-item");
      if (this.held && Number(at?.dataset.activity) !== this.held.id) this.cancel();
    }));
  }

  pressed(event) {
    const { board } = this;
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.target.closest("dialog, input, select, textarea")) return;
    if (isCommand && this.command(event)) {
      event.preventDefault();
      return;
    }
    const item = event.target.closest(".board-item");
    const activity = item && board.store.activities.get(Number(item.dataset.activity));
    if (!activity || isCommand) return;
    const isDone = this.held ? this.whileHeld(event, activity) : this.walking(event, activity, item);
    if (isDone) event.preventDefault();
  }

  command({ key, shiftKey }) {
    const { board } = this;
    const name = key.toLowerCase();
    if (name === "z") shiftKey ? board.strokes.redo() : board.strokes.undo();
    else if (name === "y") board.strokes.redo();
    else if (name === "a") board.selectAll();
    else return false;
    return true;
  }

  walking({ key, altKey, shiftKey }, activity, item) {
    const { board } = this;
    if (altKey && (key in along || key in across)) return this.step(activity, key, shiftKey);
    if (altKey) return false;
    if (key in along) return board.focusItem(this.neighbour(item, along[key]));
    if (key in across) return board.focusItem(this.beside(item, across[key]));
    if (key === " ") return board.toggle(activity.id);
    if (key === "Escape") return board.clearSelection();
    if (key === "Enter" && activity.at === null) return board.dialogs.move(board.chosen(activity));
    if (key === "+" || key === "=") return this.resize(activity, STEP);
    if (key === "-") return this.resize(activity, -STEP);
    return this.letters(key.toLowerCase(), activity);
  }

  letters(key, activity) {
    const { board } = this;
    if (key === "m") return this.hold(activity);
    if (key === "p") return board.dialogs.move(board.chosen(activity));
    if (key === "c") return board.dialogs.move(board.chosen(activity), { isCopy: true });
    if (key === "u") return board.toTray(board.chosen(activity));
    if (key === "f") return board.fix(board.chosen(activity));
    return false;
  }

  // One step at once, without holding: Alt and an arrow.
  step(activity, key, isLength) {
    const { board } = this;
    if (!board.mayMove(activity)) return true;
    if (isLength && key in along) return this.resize(activity, along[key] * STEP);
    const stand = this.moved({ at: activity.at, length: activity.length, place: activity.place }, key);
    if (activity.at !== null && stand) board.strokes.move([activity], [stand]);
    return true;
  }

  resize(activity, by) {
    const { board } = this;
    if (!board.mayMove(activity)) return true;
    const length = Math.max(STEP, activity.length + by);
    board.strokes.move([activity], [{ at: activity.at, length, place: activity.place }], "resize");
    return true;
  }

  hold(activity) {
    const { board } = this;
    if (!board.mayMove(activity)) return true;
    if (activity.at === null) return board.dialogs.move([activity]);
    this.held = { id: activity.id, stand: { at: activity.at, length: activity.length, place: activity.place }, before: activity };
    board.view.held = activity.id;
    board.presence.hold(activity.id);
    board.voice.tell(say("held", { title: activity.title }));
    board.drawing.all();
    return true;
  }

  whileHeld({ key, shiftKey, altKey }, activity) {
    const { held, board } = this;
    if (key === "Escape") return this.cancel();
    if (key === "Enter" || key === " " || key.toLowerCase() === "m") return this.drop();
    let stand = null;
    if (key === "+" || key === "=" || (altKey && shiftKey && key === "ArrowDown")) stand = { ...held.stand, length: held.stand.length + STEP };
    else if (key === "-" || (altKey && shiftKey && key === "ArrowUp")) stand = { ...held.stand, length: Math.max(STEP, held.stand.length - STEP) };
    else if (key in along || key in across) stand = this.moved(held.stand, key);
    if (!stand) return key.startsWith("Arrow") || key === "Tab";
    held.stand = stand;
    const shown = { ...activity, at: stand.at, until: stand.at + stand.length, length: stand.length, place: stand.place };
    board.showHeld(shown);
    board.preview(activity, stand, null, (clashes) => {
      board.voice.tell(say("would", { where: where(shown, board.store), clashes: clashes.join(" ") || say("without_clash") }));
    });
    return true;
  }

  // Five minutes along, a place or a day across; nothing beyond the last column.
  moved(stand, key) {
    const { columns } = this.board.drawing;
    if (key in along) return { ...stand, at: stand.at + along[key] * STEP };
    const { isWeek } = this.board.view;
    if (isWeek) return { ...stand, at: stand.at + across[key] * DAY };
    const now = columns.findIndex((each) => each.place === stand.place);
    const column = columns[(now < 0 ? columns.length - 1 : now) + across[key]];
    return column ? { ...stand, place: column.place } : null;
  }

  drop() {
    const { held, board } = this;
    this.release();
    board.strokes.move([held.before], [held.stand]);
    board.focusId(held.id);
    return true;
  }

  cancel() {
    const { held, board } = this;
    if (!held) return false;
    this.release();
    board.voice.tell(say("not_moved"));
    board.focusId(held.id);
    return true;
  }

  release() {
    const { board } = this;
    this.held = null;
    board.view.held = null;
    board.presence.hold(null);
    board.store.overlay(board.outgoing.strokes);
    board.redraw();
  }

  neighbour(item, direction) {
    const line = [...item.parentElement.children];
    return line[line.indexOf(item) + direction];
  }

  beside(item, direction) {
    const { lanes } = this.board.drawing;
    const top = (one) => one.getBoundingClientRect().top;
    const groups = [...lanes.map((lane) => lane.querySelector(".board__items")), this.board.drawing.trayList];
    for (let at = groups.indexOf(item.parentElement) + direction; at >= 0 && at < groups.length; at += direction) {
      const nearest = [...groups[at].children].sort((one, other) => Math.abs(top(one) - top(item)) - Math.abs(top(other) - top(item)))[0];
      if (nearest) return nearest;
    }
    return undefined;
  }
}
