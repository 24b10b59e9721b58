// Sends scans: one at once when there is a network, those that wait in order when it is back. A scan has a key, so that
// one that is sent twice counts once.
const patience = 5000;
const atOnce = 20;
const fieldsSent = ({ key, at, code, undoes }) => (undoes ? { key, at, undoes } : { key, at, code });

export class Sender {
  constructor(url, shelf) {
    this.url = url;
    this.shelf = shelf;
    this.isOnline = navigator.onLine;
    this.isFlushing = false;
    this.after = () => null;
    this.heard = () => {};
    this.sent = () => {};
    this.refused = () => {};
  }

  waiting() {
    return this.shelf.waiting();
  }

  // What the server says of one scan; null without a network.
  async send(scan) {
    return this.post([scan], 0);
  }

  // Everything that waits, oldest first; at least a question for news.
  async flush() {
    if (this.isFlushing) return;
    this.isFlushing = true;
    try {
      let waiting = await this.shelf.waiting();
      do {
        const some = waiting.slice(0, atOnce);
        const told = await this.post(some, waiting.length - some.length);
        if (!told) break;
        some.forEach((scan, at) => this.sent(scan, told.verdicts[at]));
        await this.shelf.remove(some.map(({ order }) => order));
        waiting = await this.shelf.waiting();
      } while (waiting.length);
    } finally {
      this.isFlushing = false;
    }
  }

  async post(scans, waiting) {
    const gaveUp = new AbortController();
    const timer = setTimeout(() => gaveUp.abort(), patience);
    try {
      const body = JSON.stringify({ sent_at: Date.now(), waiting, after: this.after(), scans: scans.map(fieldsSent) });
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(this.url, { method: "POST", body, headers, signal: gaveUp.signal });
      if (response.status === 404) await this.refused();
      if (!response.ok) throw new Error(String(response.status));
      const told = await response.json();
      this.isOnline = true;
      this.heard(told);
      return told;
    } catch {
      this.isOnline = false;
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
