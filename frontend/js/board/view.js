// How the reader looks at the board: a day or the week, how large, what is searched for, what is chosen.
const scales = [0.8, 1.15, 1.7];
const narrow = matchMedia("(max-width: 47.99rem)");

export class View {
  constructor(root) {
    this.root = root;
    this.day = root.dataset.day;
    this.isWeek = false;
    this.place = undefined; // undefined: every place; null: those without one
    this.size = kept("board:size", 1);
    this.wanted = [];
    this.selected = new Set();
    this.current = null;
    this.held = null;
  }

  get scale() {
    return scales[this.size] ?? scales[1];
  }

  get isList() {
    return narrow.matches;
  }

  listen(redraw) {
    narrow.addEventListener("change", redraw);
  }

  show({ day = this.day, isWeek = this.isWeek, place = this.place }) {
    Object.assign(this, { day, isWeek, place });
    const address = new URL(location.href);
    address.searchParams.set("day", day);
    history.replaceState(null, "", address);
  }

  zoom(by) {
    this.size = Math.min(Math.max(this.size + by, 0), scales.length - 1);
    try {
      localStorage.setItem("board:size", String(this.size));
    } catch {
      // the choice then lasts as long as the page
    }
  }

  search(typed) {
    this.wanted = plain(typed).split(/\s+/).filter(Boolean);
  }

  isDimmed(activity) {
    if (!this.wanted.length) return false;
    const words = plain([activity.title, activity.people, activity.track, activity.kind_word].join(" "));
    return !this.wanted.every((each) => words.includes(each));
  }

  editUrl(id) {
    return this.root.dataset.edit.replace(/0$/, String(id));
  }
}

const plain = (words) => words.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function kept(name, otherwise) {
  try {
    const value = localStorage.getItem(name);
    return value === null ? otherwise : Number(value);
  } catch {
    return otherwise;
  }
}
