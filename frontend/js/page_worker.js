// Keeps the page of a gate, of a ceremony’s live mode, of a guide’s tour or the board of the day, and the files it needs,
// within reach while there is no network. It has a say where it was registered only: below /gate/, /live/, /guide/ or
// /desk/on-campus/.
const room = new URL(self.registration.scope).pathname;
const shelf = room.split("/").at(-2);
const isDesk = room.startsWith("/desk/");
const patience = 4000;
const isPage = ({ pathname }) => (isDesk ? pathname === room : isBelow(pathname));
const isBelow = (pathname) => pathname.startsWith(room) && /^[a-z0-9]+\/$/.test(pathname.slice(room.length));
// A page known by its link is given up when there is no such link any more; one behind a sign-in also when the answer
// leads elsewhere, so that who may not see it any more keeps nothing.
const isGivenUp = ({ ok, status }) => (isDesk || room === "/guide/" ? !ok && status < 500 : status === 404);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && isPage(url)) event.respondWith(keptPage(event.request, url));
  else if (url.pathname.startsWith("/static/build/")) event.respondWith(builtFile(event.request));
});

// The page from the network when it comes in time, else as it was kept last.
async function keptPage(request, url) {
  const kept = await caches.open(shelf);
  const known = await kept.match(url.pathname);
  const coming = fetch(request).then(async (answer) => {
    if (answer.ok && !url.search) await kept.put(url.pathname, answer.clone());
    if (isGivenUp(answer)) await kept.delete(url.pathname);
    return answer;
  });
  if (!known) return coming;
  const late = new Promise((done) => { setTimeout(() => done(known), patience); });
  return Promise.race([coming.catch(() => known), late]);
}

// Built files never change under their name.
async function builtFile(request) {
  const kept = await caches.open(shelf);
  const known = await kept.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await kept.put(request, answer.clone());
  return answer;
}
