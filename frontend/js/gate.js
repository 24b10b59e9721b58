// The page of a gate: answers without reloading, keeps scans while there is no network, and reads codes with the camera.
import { answerIn, listItem } from "./gate/answer.js";
import { cameraButton } from "./gate/camera_button.js";
import { readCode } from "./gate/codes.js";
import { KeptList } from "./gate/kept_list.js";
import { Reception } from "./gate/reception.js";
import { Sender } from "./gate/sender.js";
import { forget, openShelf } from "./gate/shelf.js";

const askAgain = 20000;
const mostShown = 8;
const forgetsAfter = 25000;
const one = (selector) => document.querySelector(selector);

async function start(form) {
  const field = form.elements.code;
  const words = one("[data-words]").dataset;
  const answer = answerIn(one("[data-answer]"));
  const base = location.pathname;
  const shelfName = `gate-${base.split("/")[2].slice(0, 26)}`;
  const shelf = await openShelf(shelfName);
  const sender = new Sender(`${base}sync`, shelf);
  const list = new KeptList(`${base}list`, shelf);
  await list.open();
  const reception = new Reception({ shelf, sender, words, guests: () => list.guests, tell, changed: ask });

  function tell(verdict) {
    answer.show(verdict);
    if (verdict.tone === "good") addToLast(verdict.name);
  }

  function addToLast(name) {
    const time = document.createElement("span");
    time.className = "muted";
    time.textContent = reception.timeOf(Date.now());
    const item = listItem(name);
    item.className = "split";
    item.append(" ", time);
    one("[data-nothing]")?.remove();
    one("[data-last]").prepend(item);
    [...one("[data-last]").children].slice(mostShown).forEach((each) => each.remove());
  }

  async function count() {
    const waiting = (await shelf.waiting()).length;
    const said = sender.isOnline ? words.online : words.offline;
    const line = one("[data-network]");
    line.hidden = false;
    line.dataset.network = sender.isOnline && !waiting ? "good" : "attention";
    line.querySelector("[data-said]").textContent = waiting ? `${said} ${words.waiting.replace("{count}", waiting)}` : said;
  }

  async function ask() {
    await sender.flush();
    await count();
  }

  sender.after = () => list.last ?? null;
  sender.heard = (told) => {
    one("[data-arrived]").textContent = told.arrived;
    one("[data-expected]").textContent = words.of.replace("{count}", told.expected);
    list.learn(told);
    list.bringUpTo(told.version, async () => {
      for (const { number, at } of await shelf.waiting()) {
        if (number && !list.guests.byNumber.get(number)?.first) reception.note(number, at);
      }
    });
  };

  // Of scans that waited: who had been let in elsewhere, or would not have been, is told by name.
  sender.sent = (scan, verdict) => {
    if (verdict.tone === "good" || verdict.tone === "info") return;
    const said = [verdict.name || scan.name || scan.code, verdict.headline, ...verdict.lines];
    one("[data-afterwards]").append(listItem(said.filter(Boolean).join(" · ")));
    one("[data-afterwards]").closest("section").hidden = false;
  };

  // The link was taken back: nothing of the guests stays on the device.
  sender.refused = async () => {
    shelf.close();
    forget(shelfName);
    await globalThis.caches?.delete("gate");
    location.reload();
  };

  function choose(text) {
    const found = list.guests?.search(text) ?? [];
    const section = one("[data-found]").closest("section");
    one("[data-found]").replaceChildren(...found.map((guest) => {
      const button = document.createElement("button");
      Object.assign(button, { className: "button", type: "button", textContent: words.checkIn });
      button.addEventListener("click", () => {
        section.hidden = true;
        field.value = "";
        field.focus();
        reception.receive(`#${guest.number}`);
      });
      const item = listItem([guest.name, guest.secondName].filter(Boolean).join(" "));
      item.className = "split";
      item.append(" ", button);
      return item;
    }));
    section.hidden = !found.length;
    if (!found.length) answer.show({ tone: "trouble", headline: words.unlisted, remedy: words.unlistedRemedy });
  }

  form.addEventListener("submit", (event) => {
    const text = field.value;
    const code = readCode(text);
    if (text.trim() && !code && sender.isOnline) return; // the server searches names best
    event.preventDefault();
    event.stopImmediatePropagation();
    if (code) {
      field.value = "";
      field.focus();
      reception.receive(text);
    } else if (text.trim()) choose(text);
  }, { capture: true });

  answer.undo.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    field.focus();
    reception.takeBack(answer.undo.elements.undoes.value);
  }, { capture: true });

  // A scanner types wherever the focus is.
  document.addEventListener("keydown", (event) => {
    const isTyped = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isTyped && !event.target.closest("input, textarea, select")) field.focus();
  });

  cameraButton(one("[data-camera]"), one("[data-viewfinder]"), {
    tell: (code) => (readCode(code) ? reception.receive(code) : answer.show({ tone: "trouble", headline: words.noCode })),
    failed: () => answer.show({ tone: "attention", headline: words.noCamera }),
  });

  addEventListener("online", ask);
  addEventListener("offline", () => {
    sender.isOnline = false;
    count();
  });
  setInterval(ask, askAgain);
  await ask();
  document.documentElement.dataset.state = "ready";
  if (globalThis.caches && navigator.serviceWorker) await keepPage(base).catch(() => {}); // the next time it is opened
}

// From now on the page opens without a network too, with every file it has loaded.
async function keepPage(base) {
  await navigator.serviceWorker.register("/gate/worker.js");
  const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const kept = await caches.open("gate");
  await kept.addAll([...new Set(files.filter((path) => path.startsWith("/static/build/")))]);
  const page = await fetch(base);
  if (page.ok) await kept.put(base, page);
  document.documentElement.dataset.state = "kept";
}

const form = one("[data-gate]");
if (form) start(form);

// A self-service page forgets its guest after a moment.
const back = one("[data-returns-to]");
if (back) setTimeout(() => location.assign(back.dataset.returnsTo), forgetsAfter);
