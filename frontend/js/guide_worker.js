// Keeps the page of a guide's tour, and the files it needs, within reach while there is no network. It has a say below /guide/ only.
const shelf = "guide";
const patience = 4000;
const isTour = (url) => /^\/guide\/\d+\/$/.test(url.pathname);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && isTour(url)) event.respondWith(tourPage(event.request, url));
  else if (url.pathname.startsWith("/static/build/")) event.respondWith(builtFile(event.request));
});

// The page from the network when it comes in time, else as it was kept last. Who may not see it any more keeps nothing.
async function tourPage(request, url) {
  const kept = await caches.open(shelf);
  const known = await kept.match(url.pathname);
  const coming = fetch(request).then(async (answer) => {
    if (answer.ok && !url.search) await kept.put(url.pathname, answer.clone());
    if (!answer.ok && answer.status < 500) await kept.delete(url.pathname);
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
