// Puts the board together: what the page holds, what the server says, and what an organiser does.
import { Dialogs } from "./dialogs.js";
import { Dragging } from "./drag.js";
import { Drawing, where } from "./draw.js";
import { Keys } from "./keys.js";
import { Presence } from "./presence.js";
import { Selection } from "./selection.js";
import { ask, Outgoing, SignedOut } from "./server.js";
import { Store } from "./store.js";
import { Strokes } from "./strokes.js";
import { text } from "./time.js";
import { Tools } from "./tools.js";
import { View } from "./view.js";
import { Voice } from "./voice.js";
import { say } from "./words.js";

const beat = 1000;

export function board(root) {
  new Board(root).start();
}

class Board {
  constructor(root) {
    this.root = root;
    this.urls = { ...root.dataset };
    this.mayEdit = root.dataset.mayEdit === "1";
    this.store = new Store();
    this.view = new View(root);
    this.scroller = root.querySelector("[data-scroller]");
    this.drawing = new Drawing(root, this.store, this.view);
    this.voice = new Voice(root);
    this.presence = new Presence(root, this.urls.presence);
    this.strokes = new Strokes(this);
    this.outgoing = new Outgoing(this.urls.state, {
      answered: (stroke, answer) => this.answered(stroke, answer),
      lost: () => this.lost(),
      found: () => this.found(),
      signedOut: () => this.signedOut(),
    });
  }

  async start() {
    try {
      const { body } = await ask(this.urls.state);
      this.store.takenAt = Date.now();
      this.store.take(body, this.outgoing.strokes);
    } catch {
      return; // the page beneath stays and can be read
    }
    this.root.hidden = false;
    document.querySelector("[data-board-fallback]")?.setAttribute("hidden", "");
    this.selecting = new Selection(this);
    this.tools = new Tools(this);
    this.dialogs = new Dialogs(this);
    this.keys = new Keys(this);
    this.dragging = new Dragging(this);
    this.view.listen(() => this.redraw());
    this.redraw();
    this.begin();
    this.outgoing.send();
    setInterval(() => this.look(), beat);
    setInterval(() => this.drawing.now(), 60000);
    addEventListener("beforeunload", (event) => { if (this.outgoing.strokes.length) event.preventDefault(); });
    this.root.dataset.isReady = "1";
  }

  // Where the reader begins: at the activity the address names, else at the first of the day.
  begin() {
    const named = location.hash.match(/^#activity-(\d+)$/);
    const first = this.root.querySelector(".board__items .board-item, .board-tray .board-item");
    if (named && this.drawing.items.has(Number(named[1]))) this.focusId(Number(named[1]));
    else if (first) this.makeCurrent(Number(first.dataset.activity));
    if (!named && !this.view.isList) this.scroller.scrollTop = Math.max(0, (first?.offsetTop ?? 0) - 40);
  }

  async look() {
    if (document.visibilityState !== "visible" || this.isLooking || this.outgoing.isSending) return;
    this.isLooking = true;
    try {
      const { revision, here } = this.store;
      const { status, body } = await ask(`${this.urls.state}?revision=${encodeURIComponent(revision)}&here=${encodeURIComponent(here)}`);
      if (status === 200 && !this.outgoing.isSending) this.taken(body);
      this.root.querySelector("[data-offline]").hidden = !this.outgoing.isLost;
    } catch (problem) {
      if (problem instanceof SignedOut) this.signedOut();
      else this.root.querySelector("[data-offline]").hidden = false;
    } finally {
      this.isLooking = false;
    }
  }

  taken(body) {
    if (!body.activities) {
      Object.assign(this.store, body);
      this.presence.draw(this.store, (id) => this.drawing.items.get(id));
      return;
    }
    this.store.takenAt = Date.now();
    const changed = this.store.take(body, this.outgoing.strokes);
    this.redraw();
    this.flash(changed);
    if (changed.length) this.voice.tell(say("changed_by_others"));
  }

  send(stroke) {
    if (!this.mayEdit) {
      this.voice.tell(say("may_not"));
      return;
    }
    this.outgoing.add(stroke);
    this.store.overlay(this.outgoing.strokes);
    this.redraw();
  }

  answered(stroke, { status, body }) {
    if (body?.state) {
      this.store.takenAt = Date.now();
      this.store.take(body.state, []);
      this.outgoing.followOn(stroke, this.store.truth);
      this.store.overlay(this.outgoing.strokes);
    }
    this.redraw();
    if (status === 200) this.done(stroke, body);
    else if (body?.conflicts) this.dialogs.conflict(stroke, body.conflicts);
    else if (body?.problem) {
      this.voice.toast(body.problem, { tone: "attention" });
      this.voice.tell(body.problem);
    } else this.signedOut();
  }

  done(stroke, body) {
    if (stroke.url === this.urls.undo || stroke.url === this.urls.redo) {
      this.voice.tell(say(stroke.url === this.urls.undo ? "undone" : "redone", { label: body.label }));
      return;
    }
    if (!body.label) return;
    const moved = stroke.body.moves?.length === 1 && !stroke.body.moves[0].copy ? this.store.activities.get(stroke.body.moves[0].id) : null;
    const word = stroke.body.verb !== "fix" ? "put_down" : moved?.is_fixed ? "now_fixed" : "now_free";
    const sentence = moved ? say(word, { title: moved.title, where: where(moved, this.store) }) : body.label;
    const clashes = moved ? (this.store.clashesOf.get(moved.id) ?? []).map((each) => each.sentence) : [];
    this.voice.tell([sentence, ...clashes].join(" "));
    this.voice.toast(sentence, { action: say("undo"), act: () => this.strokes.undo() });
  }

  lost() {
    const notice = this.root.querySelector("[data-offline]");
    if (notice.hidden) this.voice.tell(say("offline"));
    notice.hidden = false;
    notice.querySelector("[data-waiting]").textContent = say("waiting", { count: this.outgoing.strokes.length });
  }

  found() {
    this.root.querySelector("[data-offline]").hidden = true;
    this.voice.tell(say("back_online"));
  }

  signedOut() {
    if (this.isSignedOut) return;
    this.isSignedOut = true;
    this.voice.toast(say("signed_out"), { tone: "trouble", action: say("load_again"), act: () => location.reload() });
  }

  redraw() {
    this.drawing.all();
    this.presence.draw(this.store, (id) => this.drawing.items.get(id));
    this.tools?.draw();
    this.selecting?.draw();
  }

  flash(ids) {
    for (const id of ids) {
      const item = this.drawing.items.get(id);
      item?.classList.add("is-changed");
      setTimeout(() => item?.classList.remove("is-changed"), 2500);
    }
  }

  mayMove(activity, { quietly = false } = {}) {
    const problem = !this.mayEdit ? "may_not" : activity.state === "cancelled" ? "is_cancelled" : activity.is_fixed ? "is_fixed" : null;
    if (problem && !quietly) this.voice.toast(say(problem, { title: activity.title }), { tone: "attention" });
    if (problem && !quietly) this.voice.tell(say(problem, { title: activity.title }));
    return !problem;
  }

  // Where one of a group stands when the first of it is put into a column: as many places beside it as before.
  placeBeside(activity, lead, column) {
    const { columns } = this.drawing;
    const at = (one) => columns.findIndex((each) => each.place === one.place);
    const wanted = at(activity) + column - at(lead);
    return columns[Math.min(Math.max(wanted, 0), columns.length - 1)].place;
  }

  showHeld(activity) {
    this.store.activities.set(activity.id, activity);
    this.drawing.all();
    this.drawing.items.get(activity.id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    this.focusId(activity.id);
  }

  // What it would clash with there, asked at most every 120 ms; told in the element, or to the function.
  preview(activity, stand, element, told = null) {
    clearTimeout(this.asking);
    this.asking = setTimeout(async () => {
      const place = stand.place ?? "";
      try {
        const { body } = await ask(`${this.urls.preview}?id=${activity.id}&starts=${text(stand.at)}&length=${stand.length}&place=${place}`);
        if (element) element.textContent = body.clashes.join(" ");
        if (told) told(body.clashes);
      } catch {
        // without an answer nothing is claimed
      }
    }, 120);
  }

  toTray(activities) {
    this.strokes.toTray(activities.filter((each) => this.mayMove(each)));
    return true;
  }

  fix(activities) {
    if (this.mayEdit) this.strokes.fix(activities.filter((each) => each.state !== "cancelled"), !activities[0].is_fixed);
    return true;
  }

  showDay(day) {
    this.view.show({ day });
    this.redraw();
  }

  selection() {
    return [...this.view.selected].map((id) => this.store.activities.get(id)).filter(Boolean);
  }

  // The whole selection when the activity belongs to it, else the activity alone.
  chosen(activity) {
    return this.view.selected.has(activity.id) ? this.selection() : [activity];
  }

  toggle(id) {
    return this.selecting.toggle(id);
  }

  selectAll() {
    this.selecting.all();
  }

  clearSelection() {
    return this.selecting.clear();
  }

  swallowClick() {
    this.selecting.isDeaf = true;
    setTimeout(() => { this.selecting.isDeaf = false; }, 50);
  }

  makeCurrent(id) {
    if (this.view.current === id) return;
    const old = this.drawing.items.get(this.view.current)?.querySelector("a");
    if (old) old.tabIndex = -1;
    this.view.current = id;
    const link = this.drawing.items.get(id)?.querySelector("a");
    if (link) link.tabIndex = 0;
  }

  focusItem(item) {
    if (item) this.focusId(Number(item.dataset.activity));
    return true;
  }

  focusId(id) {
    this.makeCurrent(id);
    this.drawing.items.get(id)?.querySelector("a").focus();
  }
}
