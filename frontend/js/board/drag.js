// Dragging with mouse, pen or finger: moving, copying with Ctrl or Alt, changing the length at the lower edge, in and out
// of the tray. A finger drags after a long press, or at once what is selected, so that the page still scrolls.
import { momentIn } from "./layout.js";
import { made } from "./draw.js";
import { minuteOfDay, snapped, span, STEP } from "./time.js";

const longPress = 350;
const threshold = 5;
const edge = 48;

export class Dragging {
  constructor(board) {
    this.board = board;
    this.now = null;
    const { root } = board;
    root.addEventListener("pointerdown", (event) => this.down(event));
    root.addEventListener("dragstart", (event) => event.preventDefault());
    root.addEventListener("touchmove", (event) => { if (this.now?.isMoving) event.preventDefault(); }, { passive: false });
    root.addEventListener("contextmenu", (event) => { if (this.now) event.preventDefault(); });
    addEventListener("pointermove", (event) => this.move(event));
    addEventListener("pointerup", (event) => this.up(event));
    addEventListener("pointercancel", () => this.cancel());
    addEventListener("keydown", ({ key }) => { if (key === "Escape") this.cancel(); });
  }

  down(event) {
    const item = event.target.closest(".board-item");
    const { board } = this;
    if (!item || event.button !== 0 || this.now || !board.mayEdit || board.view.isList) return;
    const activity = board.store.activities.get(Number(item.dataset.activity));
    if (!board.mayMove(activity, { quietly: true })) return;
    const isEdge = Boolean(event.target.closest(".board-item__edge"));
    const box = item.getBoundingClientRect();
    this.now = {
      item, activity, isEdge, pointer: event.pointerId, x: event.clientX, y: event.clientY, grab: event.clientY - box.top, below: box.bottom - event.clientY,
      isTouch: event.pointerType === "touch", isMoving: false, width: box.width,
    };
    if (this.now.isTouch && !isEdge && !item.classList.contains("is-selected")) {
      this.now.timer = setTimeout(() => this.begin(), longPress);
    }
  }

  begin() {
    const drag = this.now;
    const { board } = this;
    drag.isMoving = true;
    drag.group = board.view.selected.has(drag.activity.id) && !drag.isEdge ? board.selection().filter((each) => board.mayMove(each, { quietly: true })) : [drag.activity];
    drag.ghosts = drag.group.map((each) => ghostOf(board, each));
    board.root.classList.add("is-dragging");
    board.presence.hold(drag.activity.id);
    navigator.vibrate?.(15);
    this.scrolling = setInterval(() => this.scroll(), 30);
    this.follow(drag.x, drag.y, false);
  }

  move(event) {
    const drag = this.now;
    if (!drag || event.pointerId !== drag.pointer) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > threshold;
    if (!drag.isMoving) {
      if (!far) return;
      if (drag.timer) {
        this.cancel();
        return;
      }
      this.begin();
    }
    drag.last = event;
    this.follow(event.clientX, event.clientY, event.ctrlKey || event.altKey || event.metaKey);
  }

  follow(x, y, isCopy) {
    const drag = this.now;
    drag.isCopy = isCopy && !drag.isEdge;
    drag.target = drag.isEdge ? this.longer(y) : this.target(x, y);
    this.board.root.classList.toggle("is-copying", drag.isCopy);
    this.board.root.querySelector("[data-tray]").classList.toggle("is-target", drag.target === "tray");
    drag.ghosts.forEach((ghost, at) => this.place(ghost, drag.group[at], x, y));
    if (drag.target && drag.target !== "tray") this.board.preview(drag.activity, this.become(drag.activity), drag.ghosts[0].querySelector(".board-ghost__clash"));
    else drag.ghosts[0].querySelector(".board-ghost__clash").textContent = "";
  }

  // How the dragged activity would stand under the pointer: the tray, a column and a minute, or nothing.
  target(x, y) {
    const { board, now: drag } = this;
    if (inside(board.root.querySelector("[data-tray]"), x, y)) return "tray";
    const { drawing, view } = board;
    const column = drawing.lanes.findIndex((lane) => { const box = lane.getBoundingClientRect(); return x >= box.left && x < box.right; });
    if (column < 0 || !inside(board.scroller, x, y)) return null;
    const top = drawing.body.getBoundingClientRect().top;
    const minute = snapped((y - drag.grab - top) / view.scale + drawing.hours.from);
    const last = drawing.hours.to - STEP;
    return { column, minute: Math.min(Math.max(minute, drawing.hours.from), last) };
  }

  longer(y) {
    const { board, now: drag } = this;
    const top = board.drawing.body.getBoundingClientRect().top;
    const until = snapped((y + drag.below - top) / board.view.scale + board.drawing.hours.from);
    return { length: Math.max(STEP, until - minuteOfDay(drag.activity.at)) };
  }

  // What an activity of the group becomes: the one under the pointer stands there, the others move by as much.
  become(activity) {
    const { board, now: drag } = this;
    const { target } = drag;
    if (target.length) return { at: activity.at, length: target.length, place: activity.place };
    const column = board.drawing.columns[target.column];
    const lead = drag.activity;
    const leadAt = momentIn(column, target.minute);
    const shift = lead.at === null ? 0 : leadAt - lead.at;
    const at = activity === lead || activity.at === null ? leadAt : activity.at + shift;
    if (board.view.isWeek) return { at, length: activity.length, place: board.view.place === undefined ? activity.place : board.view.place };
    if (activity === lead || lead.at === null) return { at, length: activity.length, place: column.place };
    return { at, length: activity.length, place: board.placeBeside(activity, lead, target.column) };
  }

  place(ghost, activity, x, y) {
    const { board, now: drag } = this;
    const isTray = drag.target === "tray" || !drag.target;
    const stand = isTray ? null : this.become(activity);
    const column = stand && board.drawing.columns.findIndex((each) => (board.view.isWeek ? momentIn(each, 0) === stand.at - minuteOfDay(stand.at) : each.place === stand.place));
    ghost.classList.toggle("is-loose", isTray);
    if (isTray || column < 0) {
      (ghost.parentElement === board.root) || board.root.append(ghost);
      ghost.style.cssText = "";
      ghost.style.left = `${x + 12}px`;
      ghost.style.top = `${y + 8 + drag.group.indexOf(activity) * 10}px`;
      ghost.style.width = `${Math.min(drag.width, 220)}px`;
      ghost.querySelector(".board-ghost__time").textContent = "";
      return;
    }
    const lane = board.drawing.lanes[column];
    if (ghost.parentElement !== lane) lane.append(ghost);
    ghost.style.left = ghost.style.width = "";
    ghost.style.top = `${(minuteOfDay(stand.at) - board.drawing.hours.from) * board.view.scale}px`;
    ghost.style.height = `${Math.max(stand.length * board.view.scale, 18)}px`;
    ghost.querySelector(".board-ghost__time").textContent = span(stand.at, stand.length);
  }

  scroll() {
    const drag = this.now;
    if (!drag?.last) return;
    const { scroller } = this.board;
    const box = scroller.getBoundingClientRect();
    const { clientX: x, clientY: y } = drag.last;
    if (y > box.bottom - edge) scroller.scrollTop += 12;
    if (y < box.top + edge + 40) scroller.scrollTop -= 12;
    if (x > box.right - edge) scroller.scrollLeft += 12;
    if (x < box.left + edge) scroller.scrollLeft -= 12;
  }

  up(event) {
    const drag = this.now;
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.isMoving) {
      this.cancel();
      return;
    }
    const { board } = this;
    const { target, group, isCopy } = drag;
    const becomes = target && target !== "tray" ? group.map((each) => this.become(each)) : null;
    this.cancel();
    board.swallowClick();
    if (target === "tray") {
      if (!isCopy) board.strokes.toTray(group);
    } else if (becomes) {
      if (isCopy) board.strokes.copy(group, becomes);
      else board.strokes.move(group, becomes, target.length ? "resize" : "move");
    }
  }

  cancel() {
    const drag = this.now;
    if (!drag) return;
    clearTimeout(drag.timer);
    clearInterval(this.scrolling);
    drag.ghosts?.forEach((ghost) => ghost.remove());
    this.board.root.classList.remove("is-dragging", "is-copying");
    this.board.root.querySelector("[data-tray]").classList.remove("is-target");
    this.now = null;
    if (drag.isMoving) this.board.presence.hold(null);
  }
}

function ghostOf(board, activity) {
  const ghost = made("div", `board-ghost kind-${activity.kind}`);
  ghost.setAttribute("aria-hidden", "true");
  ghost.append(made("div", "board-ghost__time"), made("div", "board-ghost__title", activity.title), made("div", "board-ghost__clash"));
  board.root.append(ghost);
  return ghost;
}

function inside(element, x, y) {
  const box = element.getBoundingClientRect();
  return x >= box.left && x < box.right && y >= box.top && y < box.bottom;
}
