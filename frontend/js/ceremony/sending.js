// Sends the touches of this tablet, asks what others touched, and knows by how much its clock is wrong.
const patience = 5000;

export class Sending {
  constructor(base, shelf) {
    this.base = base;
    this.shelf = shelf;
    this.isOnline = navigator.onLine;
    this.skew = 0;
    this.isBusy = false;
    this.heard = async () => {};
    this.refused = () => {};
  }

  now() {
    return Date.now() + this.skew;
  }

  // Everything that waits, oldest first, or a question for news.
  async exchange() {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      const waiting = (await this.shelf.waiting()).slice(0, 40);
      const told = waiting.length ? await this.post(waiting) : await this.ask();
      this.isOnline = true;
      if (waiting.length) await this.shelf.remove(waiting.map(({ order }) => order));
      if (told) await this.heard(told);
    } catch {
      this.isOnline = false;
    } finally {
      this.isBusy = false;
    }
  }

  async post(waiting) {
    const said = { sent_at: this.now(), marks: [], signatures: [] };
    for (const { order, ...each } of waiting) (each.kind === "sign" ? said.signatures : said.marks).push(each);
    const headers = { "Content-Type": "application/json" };
    return this.read(await this.fetch("sync", { method: "POST", headers, body: JSON.stringify(said) }));
  }

  async ask() {
    const headers = this.etag ? { "If-None-Match": this.etag } : {};
    const answer = await this.fetch("news", { headers, cache: "no-store" });
    if (answer.status === 304) return null;
    this.etag = answer.headers.get("ETag");
    return this.read(answer);
  }

  async read(answer) {
    if (answer.status === 404) this.refused();
    if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
    const told = await answer.json();
    if (told.now) this.skew = Math.abs(told.now - Date.now()) > 3000 ? told.now - Date.now() : 0;
    return told;
  }

  async fetch(path, options) {
    const gaveUp = new AbortController();
    const timer = setTimeout(() => gaveUp.abort(), patience);
    try {
      return await fetch(this.base + path, { ...options, signal: gaveUp.signal });
    } finally {
      clearTimeout(timer);
    }
  }
}
