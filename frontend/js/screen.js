// What the screen in a hall loads: the clock, the pages that turn, and what keeps the programme true.
import { liveProgramme, timeOf } from "./live_programme.js";

const turnEvery = 12000;
const clock = document.querySelector("[data-clock]");
const dayOfClock = document.querySelector("[data-day-of-clock]");
const area = document.querySelector("[data-live]");
const pages = { now: 0, next: 0 };

function tell() {
  const moment = Date.now();
  const time = timeOf(moment, clock.dataset.clock);
  if (clock.textContent === time) return;
  clock.textContent = time;
  dayOfClock.textContent = new Intl.DateTimeFormat(dayOfClock.dataset.dayOfClock === "en" ? "en-GB" : dayOfClock.dataset.dayOfClock, {
    timeZone: clock.dataset.clock, weekday: "long", day: "numeric", month: "long",
  }).format(moment);
}

// Shows as many entries of a list as fit, beginning with the page whose turn it is.
function turnTo(list, name) {
  const entries = [...list.children].filter((entry) => !entry.hidden);
  for (const entry of entries) entry.classList.remove("is-off-page");
  const room = list.getBoundingClientRect().height + 1;
  const starts = [0];
  entries.forEach((entry, at) => {
    const first = entries[starts.at(-1)].getBoundingClientRect().top;
    if (at > starts.at(-1) && entry.getBoundingClientRect().bottom - first > room) starts.push(at);
  });
  if (pages[name] >= starts.length) pages[name] = 0;
  const from = starts[pages[name]];
  const to = starts[pages[name] + 1] ?? entries.length;
  entries.forEach((entry, at) => entry.classList.toggle("is-off-page", at < from || at >= to));
  list.parentElement.querySelector("[data-page-of]").textContent = starts.length > 1 ? `${pages[name] + 1} / ${starts.length}` : "";
}

const lists = () => [["now", document.querySelector("[data-now]")], ["next", document.querySelector("[data-next]")]];

function turnAll(step) {
  for (const [name, list] of lists()) {
    if (!list) continue;
    pages[name] += step;
    turnTo(list, name);
  }
}

// The largest writing with which everything stands on one page; what does not fit at the usual size takes turns.
let fitted = "";
function fit() {
  const shown = [...document.querySelectorAll("[data-turns] > :not([hidden])")];
  const present = `${innerWidth} ${innerHeight} ${shown.map((entry) => entry.textContent.length).join()}`;
  if (present === fitted) return turnAll(0);
  fitted = present;
  for (const scale of [1.6, 1.45, 1.3, 1.15, 1]) {
    document.documentElement.style.setProperty("--scale", scale);
    turnAll(0);
    if (!document.querySelector("[data-turns] > .is-off-page") && !isCut()) break;
  }
}

function isCut() {
  return [...document.querySelectorAll("[data-turns]")].some((list) => list.scrollHeight > list.clientHeight + 1);
}

tell();
setInterval(tell, 1000);
if (area) {
  document.addEventListener("live:drawn", fit);
  liveProgramme(area);
  setInterval(() => turnAll(1), turnEvery);
  addEventListener("resize", fit);
} else {
  setTimeout(() => location.reload(), 60000);
}
