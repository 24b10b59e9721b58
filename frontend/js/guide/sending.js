// Sends taps in order when there is a network. A tap has a key, so that one that is sent twice counts once.
const patience = 6000;
const atOnce = 20;

export class Sending {
  constructor(url, shelf) {
    this.url = url;
    this.shelf = shelf;
    this.isOnline = navigator.onLine;
    this.isSignedOut = false;
    this.isBusy = false;
    this.heard = async () => {};
    this.gone = async () => {};
  }

  // Everything that waits, oldest first; at least a question for news.
  async exchange() {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      do {
        const waiting = (await this.shelf.waiting()).slice(0, atOnce);
        const told = await this.post(waiting);
        if (!told) break;
        await this.shelf.remove(waiting.map(({ order }) => order));
        await this.heard(told);
      } while ((await this.shelf.waiting()).length);
    } finally {
      this.isBusy = false;
    }
  }

  async post(waiting) {
    const gaveUp = new AbortController();
    const timer = setTimeout(() => gaveUp.abort(), patience);
    try {
      const taps = waiting.map(({ key, kind, at, party, number }) => ({ key, kind, at, party, number }));
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify({ sent_at: Date.now(), taps });
      const answer = await fetch(this.url, { method: "POST", headers, body, signal: gaveUp.signal });
      this.isSignedOut = answer.redirected;
      if (answer.status === 404) await this.gone();
      if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      this.isOnline = true;
      return told;
    } catch {
      this.isOnline = false;
      return null;
    } finally {
      clearTimeout(timer);
    }
  }
}
