// Keeps the page of a gate, or of a ceremony’s live mode, and the files it needs, within reach while there is no network.
// It has a say below /gate/ or /live/ only: where it was registered.
const room = new URL(self.registration.scope).pathname;
const shelf = room.split("/")[1];
const patience = 4000;
const isPage = ({ pathname }) => pathname.startsWith(room) && /^[a-z2-7]+\/$/.test(pathname.slice(room.length));

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
    if (answer.status === 404) await kept.delete(url.pathname);
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
