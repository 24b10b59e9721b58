// Which activities are chosen, and the bar with what can be done with them.
import { where } from "./draw.js";
import { say } from "./words.js";

export class Selection {
  constructor(board) {
    this.board = board;
    this.isDeaf = false;
    this.bar = board.root.querySelector("[data-selection]");
    board.root.addEventListener("click", (event) => this.clicked(event));
    board.root.addEventListener("dblclick", (event) => {
      const link = event.target.closest(".board-item")?.querySelector("a");
      if (link && board.mayEdit) location.assign(link.href);
    });
    const act = (name, does) => this.bar.querySelector(`[data-act=${name}]`)?.addEventListener("click", does);
    act("move", () => board.dialogs.move(board.selection()));
    act("copy", () => board.dialogs.move(board.selection(), { isCopy: true }));
    act("tray", () => board.toTray(board.selection()));
    act("fix", () => board.fix(board.selection()));
    act("shift", () => board.dialogs.shift());
    act("clear", () => this.clear());
  }

  clicked(event) {
    const { board } = this;
    const item = event.target.closest(".board-item");
    if (!item) return;
    const isByKey = event.detail === 0;
    if (isByKey && !event.ctrlKey && !event.shiftKey) return; // Enter opens the page of the activity
    event.preventDefault();
    if (this.isDeaf) return;
    const id = Number(item.dataset.activity);
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      this.toggle(id, { isQuiet: true });
    } else {
      const isAlone = board.view.selected.size === 1 && board.view.selected.has(id);
      board.view.selected.clear();
      if (!isAlone) board.view.selected.add(id);
      board.redraw();
    }
    board.focusId(id);
  }

  toggle(id, { isQuiet = false } = {}) {
    const { board } = this;
    const { selected } = board.view;
    const isOn = !selected.delete(id);
    if (isOn) selected.add(id);
    board.redraw();
    const { title } = board.store.activities.get(id);
    if (!isQuiet) board.voice.tell(say(isOn ? "is_selected" : "is_unselected", { title, count: selected.size }));
    return true;
  }

  all() {
    const { board } = this;
    const shown = [...board.root.querySelectorAll(".board__items .board-item:not(.is-dimmed)")];
    for (const item of shown) board.view.selected.add(Number(item.dataset.activity));
    board.redraw();
    board.voice.tell(say("selected", { count: board.view.selected.size }));
  }

  clear() {
    const { board } = this;
    if (!board.view.selected.size) return false;
    board.view.selected.clear();
    board.redraw();
    board.voice.tell(say("nothing_selected"));
    return true;
  }

  draw() {
    const { board, bar } = this;
    for (const id of board.view.selected) if (!board.store.activities.has(id)) board.view.selected.delete(id);
    const chosen = board.selection();
    bar.hidden = !chosen.length;
    if (!chosen.length) return;
    const [one] = chosen;
    const isAlone = chosen.length === 1;
    bar.querySelector("[data-selected-title]").textContent = isAlone ? one.title : say("selected", { count: chosen.length });
    bar.querySelector("[data-selected-where]").textContent = isAlone ? [where(one, board.store), one.people].filter(Boolean).join(" · ") : "";
    const clashes = isAlone ? (board.store.clashesOf.get(one.id) ?? []).map((each) => each.sentence) : [];
    const note = bar.querySelector("[data-selected-clashes]");
    note.textContent = clashes.join(" ");
    note.hidden = !clashes.length;
    const open = bar.querySelector("[data-act=open]");
    if (open) {
      open.hidden = !isAlone;
      open.href = board.view.editUrl(one.id);
    }
    const fix = bar.querySelector("[data-act=fix] [data-word]");
    if (fix) fix.textContent = say(one.is_fixed ? "unfix" : "fix");
    const tray = bar.querySelector("[data-act=tray]");
    if (tray) tray.hidden = chosen.every((each) => each.at === null);
  }
}
