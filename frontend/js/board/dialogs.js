// The forms of the board: everything a drag does, as day, time, length and place.
import { made, where } from "./draw.js";
import { clock, dayOf, wall } from "./time.js";
import { say } from "./words.js";

export class Dialogs {
  constructor(board) {
    this.board = board;
    this.open = {};
    for (const name of ["move", "shift", "new", "conflict", "keys"]) {
      const dialog = document.getElementById(`board-${name}`);
      this.open[name] = dialog;
      dialog.querySelectorAll("[data-closes-dialog]").forEach((each) => each.addEventListener("click", (event) => {
        event.preventDefault();
        dialog.close();
      }));
      dialog.addEventListener("close", () => this.left());
    }
    this.open.move.querySelector("form").addEventListener("submit", (event) => this.moved(event));
    this.open.shift.querySelector("form").addEventListener("submit", (event) => this.shifted(event));
    this.open.new.querySelector("form").addEventListener("submit", (event) => this.added(event));
    this.open.conflict.querySelector("form").addEventListener("submit", (event) => this.chosen(event));
    this.open.conflict.addEventListener("cancel", (event) => event.preventDefault());
  }

  show(name) {
    this.from = document.activeElement?.closest?.(".board-item")?.dataset.activity;
    this.opener = document.activeElement;
    this.open[name].showModal();
    return true;
  }

  left() {
    const { board } = this;
    board.presence.hold(null);
    if (this.from) board.focusId(Number(this.from));
    else this.opener?.focus?.();
  }

  // One activity, or several of which the first is put there and the others follow at the same distance.
  move(activities, { isCopy = false } = {}) {
    const { board } = this;
    const movable = isCopy ? activities : activities.filter((each) => board.mayMove(each, { quietly: activities.length > 1 }));
    if (!movable.length) return true;
    const [lead] = sorted(movable);
    const form = this.open.move.querySelector("form");
    this.moving = movable;
    form.elements.day.value = lead.at === null ? board.view.day : dayOf(lead.at);
    form.elements.starts.value = lead.at === null ? "09:00" : clock(lead.at);
    form.elements.lasts.value = String(lead.length);
    form.elements.lasts.closest(".field").hidden = movable.length > 1;
    this.offerPlaces(form.elements.place, lead, movable.length > 1);
    form.elements.copy.checked = isCopy;
    this.open.move.querySelector("[data-names]").textContent = movable.map((each) => each.title).join(" · ");
    if (!isCopy) board.presence.hold(lead.id);
    return this.show("move");
  }

  offerPlaces(select, lead, isMany) {
    const { places } = this.board.store;
    const options = places.filter((each) => each.is_offered || each.id === lead.place).map((each) => new Option(each.name, each.id));
    const keep = isMany ? [new Option(select.dataset.keep, "keep")] : [];
    select.replaceChildren(...keep, new Option(say("no_place"), ""), ...options);
    select.value = isMany ? "keep" : String(lead.place ?? "");
  }

  moved(event) {
    event.preventDefault();
    const { board, moving } = this;
    const { day, starts, lasts, place, copy } = event.target.elements;
    const [lead] = sorted(moving);
    const at = wall(`${day.value}T${starts.value}`);
    const becomes = moving.map((each) => ({
      at: each === lead || each.at === null || lead.at === null ? at : each.at + at - lead.at,
      length: moving.length === 1 ? Number(lasts.value) : each.length,
      place: place.value === "keep" ? each.place : place.value === "" ? null : Number(place.value),
    }));
    this.open.move.close();
    if (copy.checked) board.strokes.copy(moving, becomes);
    else board.strokes.move(moving, becomes);
    if (day.value !== board.view.day) board.showDay(day.value);
  }

  shift() {
    const { board } = this;
    const form = this.open.shift.querySelector("form");
    const count = board.view.selected.size;
    form.reset();
    form.elements.day.value = board.view.day;
    form.elements.what.value = count ? "selected" : "after";
    form.querySelector("[data-selected-choice]").hidden = !count;
    form.querySelector("[data-selected-count]").textContent = say("selected", { count });
    const options = board.store.places.filter((each) => each.is_used).map((each) => new Option(each.name, each.id));
    form.elements.place.replaceChildren(new Option(say("every_place"), "all"), ...options);
    return this.show("shift");
  }

  shifted(event) {
    event.preventDefault();
    const { board } = this;
    const { what, day, time, place, minutes, direction } = event.target.elements;
    const by = Number(minutes.value) * (direction.value === "earlier" ? -1 : 1);
    this.open.shift.close();
    if (what.value === "selected") board.strokes.shift(board.selection(), by);
    else board.strokes.shiftAfter({ day: day.value, time: time.value, place: place.value === "all" ? "all" : Number(place.value) }, by);
  }

  add() {
    this.open.new.querySelector("form").reset();
    return this.show("new");
  }

  added(event) {
    event.preventDefault();
    const { title, kind, lasts } = event.target.elements;
    this.open.new.close();
    this.board.strokes.add(title.value.trim(), kind.value, Number(lasts.value));
  }

  // Somebody was faster: theirs and mine beside each other, and one clear choice.
  conflict(stroke, conflicts) {
    const { board } = this;
    this.contested = { stroke, conflicts };
    const wanted = new Map((stroke.body.moves ?? []).map((move) => [move.id, move]));
    const list = this.open.conflict.querySelector("[data-conflicts]");
    list.replaceChildren(...conflicts.map((each) => {
      const row = made("li", "board-conflict");
      row.dataset.activity = each.id;
      row.append(made("p", "board-conflict__title", each.is_gone ? say("gone", { name: each.by }) : say("by", { title: each.title, name: each.by })));
      row.append(made("p", "", say("theirs", { where: each.theirs })));
      const move = wanted.get(each.id);
      if (move && !each.is_gone) row.append(made("p", "", say("mine", { where: mineOf(move, board.store) })));
      return row;
    }));
    this.open.conflict.querySelector("[value=mine]").hidden = conflicts.every((each) => each.is_gone);
    this.show("conflict");
  }

  chosen(event) {
    event.preventDefault();
    const { stroke, conflicts } = this.contested;
    const isMine = event.submitter?.value === "mine";
    this.open.conflict.close();
    this.board.strokes.again(stroke, conflicts, new Set(isMine ? conflicts.map((each) => each.id) : []));
  }
}

const sorted = (activities) => [...activities].sort((one, other) => (one.at ?? 0) - (other.at ?? 0) || one.id - other.id);

function mineOf(move, store) {
  const at = move.starts === null ? null : wall(move.starts);
  return where({ at, until: at === null ? null : at + move.length, length: move.length, place: move.place }, store);
}
