// Who else is at the board: their initials above, and on the activity they hold.
import { ask } from "./server.js";
import { say } from "./words.js";

const beat = 10000;

export class Presence {
  constructor(root, url) {
    this.url = url;
    this.row = root.querySelector("[data-present]");
    this.held = null;
    this.tell();
    setInterval(() => this.tell(), beat);
    document.addEventListener("visibilitychange", () => this.tell());
  }

  hold(id) {
    if (this.held === id) return;
    this.held = id;
    this.tell();
  }

  tell() {
    if (document.visibilityState === "visible") ask(this.url, { activity: this.held }).catch(() => {});
  }

  draw(store, itemOf) {
    const others = store.present.filter((each) => !each.is_me);
    this.row.replaceChildren(...others.map((each) => avatar(each.name, say("is_here", { name: each.name }))));
    document.querySelectorAll(".board-item__holder").forEach((each) => { each.replaceChildren(); each.hidden = true; });
    for (const other of others) {
      const holder = other.activity && itemOf(other.activity)?.querySelector(".board-item__holder");
      if (!holder) continue;
      holder.hidden = false;
      holder.append(avatar(other.name, say("holds", { name: other.name, title: store.activities.get(other.activity)?.title })));
    }
  }
}

export function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return (words.length > 1 ? words[0][0] + words.at(-1)[0] : (words[0] ?? "")[0] ?? "").toUpperCase();
}

function avatar(name, label) {
  const mark = document.createElement("span");
  mark.className = "avatar avatar--small";
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", label);
  mark.title = label;
  mark.textContent = initials(name);
  return mark;
}
