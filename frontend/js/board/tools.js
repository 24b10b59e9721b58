// What stands above the board: undo and redo, day or week, places, size, search, and the tabs of the days.
import { say } from "./words.js";

export class Tools {
  constructor(board) {
    this.board = board;
    const { root, view } = board;
    this.act = (name) => root.querySelector(`[data-tool=${name}]`);
    const on = (name, does) => this.act(name)?.addEventListener("click", does);
    on("undo", () => board.strokes.undo());
    on("redo", () => board.strokes.redo());
    on("day", () => this.look({ isWeek: false }));
    on("week", () => this.look({ isWeek: true }));
    on("larger", () => { view.zoom(1); board.redraw(); });
    on("smaller", () => { view.zoom(-1); board.redraw(); });
    on("all", () => board.selectAll());
    on("shift", () => board.dialogs.shift());
    on("new", () => board.dialogs.add());
    on("keys", () => board.dialogs.show("keys"));
    this.place = this.act("place");
    this.place.addEventListener("change", () => {
      const { value } = this.place;
      this.look({ place: value === "all" ? undefined : value === "" ? null : Number(value) });
    });
    this.search = this.act("search");
    this.search.addEventListener("input", () => {
      view.search(this.search.value);
      board.redraw();
      const found = root.querySelectorAll(".board-item:not(.is-dimmed)").length;
      root.querySelector("[data-found]").textContent = view.wanted.length ? say("found", { count: found }) : "";
    });
    this.tabs = [...document.querySelectorAll(".days__day")];
    this.tabs.forEach((tab) => tab.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.look({ isWeek: false, day: new URL(tab.href).searchParams.get("day") });
    }));
  }

  look(change) {
    const { board } = this;
    board.view.show(change);
    board.redraw();
    board.begin();
  }

  draw() {
    const { store, view, mayEdit } = this.board;
    this.mark("undo", store.undo, "undo_what", "nothing_to_undo", mayEdit);
    this.mark("redo", store.redo, "redo_what", "nothing_to_redo", mayEdit);
    this.act("day").setAttribute("aria-pressed", String(!view.isWeek));
    this.act("week").setAttribute("aria-pressed", String(view.isWeek));
    this.act("smaller").disabled = view.size === 0;
    this.act("larger").disabled = view.size === 2;
    this.place.closest("label").hidden = !view.isWeek;
    const options = store.places.filter((each) => each.is_used).map((each) => new Option(each.name, each.id));
    if (this.place.options.length !== options.length + 2) {
      this.place.replaceChildren(new Option(say("every_place"), "all"), ...options, new Option(say("no_place"), ""));
      this.place.value = view.place === undefined ? "all" : String(view.place ?? "");
    }
    this.tabs.forEach((tab) => {
      const isCurrent = !view.isWeek && new URL(tab.href).searchParams.get("day") === view.day;
      tab.classList.toggle("is-current", isCurrent);
      if (isCurrent) tab.setAttribute("aria-current", "date");
      else tab.removeAttribute("aria-current");
    });
    this.freshenPage();
  }

  mark(name, label, words, otherwise, isPossible) {
    const button = this.act(name);
    if (!button) return;
    button.setAttribute("aria-disabled", String(!label || !isPossible));
    button.title = label ? say(words, { label }) : say(otherwise);
  }

  // What the page around the board says (clashes in full, changes that wait for release, how much stands on each day) is
  // fetched anew once nobody has moved anything for a moment.
  freshenPage() {
    const { revision } = this.board.store;
    this.shown ??= revision;
    if (revision === this.shown) return;
    this.shown = revision;
    clearTimeout(this.later);
    this.later = setTimeout(async () => {
      try {
        const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
        const [old, panel] = [document, page].map((one) => one.getElementById("clashes"));
        if (panel && old && !old.contains(document.activeElement)) old.replaceWith(panel); // nobody is typing a reason in it
        for (const words of [".page-header__actions > a > span", ".days__more"]) {
          const fresh = page.querySelectorAll(words);
          document.querySelectorAll(words).forEach((each, at) => { if (fresh[at]) each.textContent = fresh[at].textContent; });
        }
      } catch {
        this.shown = null; // asked again with the next change
      }
    }, 800);
  }
}
