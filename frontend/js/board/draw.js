// Draws the board. Elements are kept from one drawing to the next, so that the focus stays where it is.
import { columnOf, columnsOf, hoursOf, lanesOf } from "./layout.js";
import { clock, dayOf, minuteOfDay, span, wall } from "./time.js";
import { say } from "./words.js";

export class Drawing {
  constructor(root, store, view) {
    Object.assign(this, { root, store, view });
    this.heads = root.querySelector("[data-heads]");
    this.body = root.querySelector("[data-body]");
    this.trayList = root.querySelector("[data-tray-list]");
    this.template = root.querySelector("[data-item-template]");
    this.items = new Map();
    this.columns = [];
    this.hours = { from: 0, to: 0 };
  }

  all() {
    const focused = document.activeElement;
    this.columns = columnsOf(this.store, this.view);
    const shown = this.store.placed().filter((each) => columnOf(each, this.columns, this.view) >= 0);
    this.hours = hoursOf(shown);
    this.frame();
    this.columns.forEach((_column, at) => this.column(at, shown.filter((each) => columnOf(each, this.columns, this.view) === at)));
    this.tray();
    this.forget();
    this.now();
    if (focused?.isConnected && document.activeElement !== focused && this.root.contains(focused)) focused.focus({ preventScroll: true });
  }

  // Head, hours and empty columns.
  frame() {
    const { isList, scale } = this.view;
    const signature = JSON.stringify([this.columns, this.hours, scale, isList]);
    if (signature === this.signature) return;
    this.signature = signature;
    const tracks = `var(--board-hours) repeat(${this.columns.length}, minmax(var(--board-column), 1fr))`;
    this.heads.style.gridTemplateColumns = tracks;
    this.body.style.gridTemplateColumns = tracks;
    this.heads.replaceChildren(made("div", "board__corner"), ...this.columns.map((each) => head(each)));
    const old = new Map([...this.body.querySelectorAll(".board__column")].map((each) => [each.dataset.key, each]));
    const hours = made("div", "board__hours");
    for (let minute = this.hours.from; minute < this.hours.to; minute += 60) {
      const label = made("span", "board__hour", clock(minute));
      label.style.top = `${(minute - this.hours.from) * scale}px`;
      hours.append(label);
    }
    const lanes = this.columns.map((each) => old.get(each.key) ?? column(each));
    this.body.replaceChildren(hours, ...lanes);
    this.body.style.height = isList ? "" : `${(this.hours.to - this.hours.from) * scale}px`;
    this.body.style.setProperty("--board-hour", `${60 * scale}px`);
    this.lanes = lanes;
  }

  column(at, activities) {
    const { isList, scale } = this.view;
    const lane = this.lanes[at];
    const { sorted, lanes } = lanesOf(activities);
    const list = lane.querySelector(".board__items");
    const elements = sorted.map((activity) => {
      const element = this.item(activity);
      const { lane: number, count } = lanes.get(activity.id);
      const top = minuteOfDay(activity.at) - this.hours.from;
      const height = Math.min(activity.until - activity.at, this.hours.to - this.hours.from - top);
      element.dataset.column = at;
      element.dataset.side = at > 0 && at >= this.columns.length / 2 ? "end" : "start";
      position(element, isList ? null : { top: top * scale, height: Math.max(height * scale, 18), left: number / count, width: 1 / count });
      element.classList.toggle("board-item--short", !isList && height * scale < 38);
      return element;
    });
    arrange(list, elements);
    lane.classList.toggle("is-empty", !elements.length);
  }

  tray() {
    const lying = this.store.tray();
    arrange(this.trayList, lying.map((activity) => {
      const element = this.item(activity);
      element.dataset.column = "tray";
      position(element, null);
      element.classList.remove("board-item--short");
      return element;
    }));
    this.root.querySelector("[data-tray-count]").textContent = String(lying.length);
    this.root.querySelector("[data-tray-empty]").hidden = lying.length > 0;
  }

  item(activity) {
    let element = this.items.get(activity.id);
    if (!element) {
      element = this.template.content.firstElementChild.cloneNode(true);
      element.id = `activity-${activity.id}`;
      element.dataset.activity = activity.id;
      const clash = element.querySelector(".board-item__clash");
      clash.id = `clash-of-${activity.id}`;
      this.items.set(activity.id, element);
    }
    fill(element, activity, this);
    return element;
  }

  forget() {
    for (const [id, element] of this.items) {
      const activity = this.store.activities.get(id);
      const isShown = activity && (activity.at === null || columnOf(activity, this.columns, this.view) >= 0);
      if (isShown) continue;
      element.remove();
      this.items.delete(id);
    }
  }

  now() {
    this.body.querySelectorAll(".board__now").forEach((each) => each.remove());
    if (this.view.isList || !this.store.now) return;
    const now = wall(this.store.now) + Math.floor((Date.now() - this.store.takenAt) / 60000);
    const at = minuteOfDay(now);
    if (at < this.hours.from || at > this.hours.to) return;
    this.lanes.forEach((lane, number) => {
      if (this.columns[number].day !== dayOf(now)) return;
      const line = made("div", "board__now");
      line.title = say("now");
      line.style.top = `${(at - this.hours.from) * this.view.scale}px`;
      lane.append(line);
    });
  }
}

function fill(element, activity, { store, view }) {
  const clashes = store.clashesOf?.get(activity.id) ?? [];
  const isSelected = view.selected.has(activity.id);
  element.className = [
    "board-item", `kind-${activity.kind}`, activity.state === "cancelled" && "is-cancelled", activity.state === "draft" && "is-draft",
    activity.is_fixed && "is-fixed", clashes.length && "has-clash", isSelected && "is-selected", activity.isPending && "is-pending",
    view.isDimmed(activity) && "is-dimmed", view.held === activity.id && "is-held", element.classList.contains("is-changed") && "is-changed",
    element.classList.contains("board-item--short") && "board-item--short",
  ].filter(Boolean).join(" ");
  const time = activity.at === null ? say("minutes", { minutes: activity.length }) : span(activity.at, activity.until - activity.at);
  put(element, ".board-item__time", time);
  put(element, ".board-item__title", activity.title);
  put(element, ".board-item__more", [activity.people, activity.track].filter(Boolean).join(" · "));
  put(element, ".board-item__clash", clashes.map((each) => each.sentence).join(" "));
  element.querySelector(".board-item__clash-mark").hidden = !clashes.length;
  element.querySelector(".board-item__fixed").hidden = !activity.is_fixed;
  const link = element.querySelector("a");
  link.href = view.editUrl(activity.id);
  link.tabIndex = view.current === activity.id ? 0 : -1;
  const words = [whole(activity, store), activity.kind_word];
  if (activity.state !== "public" && activity.at !== null) words.push(activity.state_word);
  if (activity.is_fixed) words.push(say("fixed"));
  if (isSelected) words.push(say("selected", { count: view.selected.size }));
  link.setAttribute("aria-label", words.join(", "));
  if (clashes.length) link.setAttribute("aria-describedby", `clash-of-${activity.id}`);
  else link.removeAttribute("aria-describedby");
}

// An activity and where it stands, in one line.
export function whole(activity, store) {
  if (activity.at === null) return say("whole_tray", { title: activity.title, minutes: activity.length });
  return `${activity.title}, ${where(activity, store)}`;
}

export function where(activity, store) {
  if (activity.at === null) return say("in_tray");
  const time = span(activity.at, activity.until - activity.at);
  return say("where", { day: store.dayLabel(dayOf(activity.at)), time, place: store.placeName(activity.place) || say("no_place") });
}

function put(element, selector, words) {
  const part = element.querySelector(selector);
  if (part.textContent !== words) part.textContent = words;
  part.hidden = !words;
}

function position(element, box) {
  const { style } = element;
  style.top = box ? `${box.top}px` : "";
  style.height = box ? `${box.height}px` : "";
  style.left = box ? `${box.left * 100}%` : "";
  style.width = box ? `${box.width * 100}%` : "";
}

function arrange(list, elements) {
  elements.forEach((element, at) => {
    if (list.children[at] !== element) list.insertBefore(element, list.children[at] ?? null);
  });
  while (list.children.length > elements.length) list.lastElementChild.remove();
}

function column({ key, name }) {
  const lane = made("div", "board__column");
  lane.dataset.key = key;
  lane.append(made("h2", "board__column-title", name), made("div", "board__items"));
  return lane;
}

function head({ name, note }) {
  const cell = made("div", "board__head", name);
  if (note) cell.append(made("small", "", note));
  return cell;
}

export function made(tag, className, words = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words) element.textContent = words;
  return element;
}
