// The board of the day: answers without reloading, and keeps what is tapped while there is no network.
import { openShelf } from "./gate/shelf.js";
import { Sending } from "./guide/sending.js";
import { after, here } from "./campus/taps.js";

const askAgain = 15000;
const shelfName = "campus";
const one = (selector) => document.querySelector(selector);
const all = (selector) => document.querySelectorAll(selector);
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const filled = (text, parts) => text.replace(/\{(\w+)\}/g, (_whole, name) => parts[name]);
const whatIs = { arrived: "expected", not_arrived: "here", left: "here", still_here: "left" };

async function start(page) {
  const words = one("[data-words]").dataset;
  const base = location.pathname;
  const shelf = await openShelf(shelfName);
  const sending = new Sending(`${base}sync`, shelf);
  const drawn = JSON.parse(page.dataset.campus);
  let told = navigator.onLine ? drawn : (await shelf.get("told")) ?? drawn;

  async function draw() {
    const waiting = await shelf.waiting();
    const now = after(told, waiting);
    for (const [party, at] of Object.entries(now.guests)) drawGuest(party, at);
    for (const row of all("[data-seen]")) drawSeen(row, now.seen.includes(row.dataset.seen));
    for (const badge of all("[data-arrived]")) drawCount(badge, here(now, badge.dataset.arrived));
    for (const line of all("[data-line]")) line.querySelector("[data-late]").hidden = !now.late.includes(line.dataset.line);
    const line = one("[data-network]");
    line.hidden = false;
    line.dataset.network = sending.isOnline && !waiting.length ? "good" : "attention";
    const state = sending.isSignedOut ? words.signedOut : sending.isOnline ? words.online : words.offline;
    line.querySelector("[data-said]").textContent = waiting.length ? `${state} ${filled(words.waiting, { count: waiting.length })}` : state;
    document.documentElement.dataset.waits = waiting.length;
  }

  function drawGuest(party, at) {
    const row = one(`[data-guest="${party}"]`);
    if (!row) return;
    for (const each of row.querySelectorAll("[data-when]")) each.hidden = each.dataset.when !== at;
    for (const form of row.querySelectorAll("[data-tap]")) form.hidden = whatIs[form.dataset.tap] !== at;
  }

  function drawSeen(row, came) {
    row.querySelector("[data-when]").hidden = !came;
    for (const form of row.querySelectorAll("[data-tap]")) form.hidden = (form.dataset.tap === "missed") !== came;
  }

  function drawCount(badge, { here: arrived, all: expected }) {
    badge.querySelector(".badge").lastChild.textContent = filled(words.count, { here: arrived, all: expected });
  }

  function tell(sentences) {
    const list = one("[data-afterwards]");
    list.replaceChildren(...[...new Set(sentences)].map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
    list.hidden = !sentences.length;
  }

  async function touch(form) {
    const { kind, party, number } = form.elements;
    const hadFocus = form.contains(document.activeElement);
    tell([]);
    await shelf.add({ key: newKey(), kind: kind.value, at: Date.now(), party: party.value, number: Number(number.value) });
    await draw();
    // The button is gone with what it said, so the next one of the same row takes over.
    if (hadFocus && form.hidden) form.parentElement.querySelector("form:not([hidden]) button")?.focus();
    await sending.exchange();
    await draw();
  }

  sending.heard = async ({ refused, said, ...news }) => {
    told = news;
    await shelf.put("told", told);
    if (refused.length || said.length) tell([...refused, ...said]);
    if (told.lines !== drawn.lines && !(await shelf.waiting()).length) drawAnew([...refused, ...said]);
  };

  // Lines that moved are drawn by the server, once for each way they look; what was just said is said again there.
  function drawAnew(sentences) {
    if (sessionStorage.getItem("campus-lines") === told.lines) return;
    sessionStorage.setItem("campus-lines", told.lines);
    sessionStorage.setItem("campus-said", JSON.stringify(sentences));
    location.reload();
  }

  page.addEventListener("submit", (event) => {
    if (!event.target.dataset.tap) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    touch(event.target);
  }, { capture: true });
  const ask = async () => {
    await sending.exchange();
    await draw();
  };
  addEventListener("online", ask);
  addEventListener("offline", () => {
    sending.isOnline = false;
    draw();
  });
  setInterval(ask, askAgain);
  tell(JSON.parse(sessionStorage.getItem("campus-said") ?? "[]"));
  sessionStorage.removeItem("campus-said");
  await draw();
  await ask();
  document.documentElement.dataset.state = "ready";
  if (Date.now() > Number(page.dataset.forgetAt)) await forgetPage(base);
  else if (globalThis.caches && navigator.serviceWorker) await keepPage(base).catch(() => {}); // the next time it is opened
}

// When the day is over nothing of its guests stays on the phone.
async function forgetPage(base) {
  for (const each of all("a[href^='tel:']")) each.remove();
  const kept = await globalThis.caches?.open("on-campus");
  await kept?.delete(base);
}

// From now on the page opens without a network too, with every file it has loaded.
async function keepPage(base) {
  await navigator.serviceWorker.register(`${base}worker.js`);
  const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
  const kept = await caches.open("on-campus");
  await kept.addAll([...new Set(files.filter((path) => path.startsWith("/static/build/")))]);
  const page = await fetch(base);
  if (page.ok && !page.redirected) await kept.put(base, page);
  document.documentElement.dataset.state = "kept";
}

const page = one("[data-campus]");
if (page) start(page);
