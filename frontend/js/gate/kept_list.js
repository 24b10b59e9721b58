// The list of guests on this device: read from what is kept, and brought up to date when the server says it changed.
import { Guests } from "./guests.js";

const atMostEvery = 5 * 60 * 1000;

export class KeptList {
  constructor(url, shelf) {
    this.url = url;
    this.shelf = shelf;
    this.guests = null;
    this.isAsking = false;
    this.askAfter = 0;
  }

  async open() {
    const kept = await this.shelf.get("list");
    if (kept) this.guests = new Guests(kept);
  }

  // The scan up to which this device knows who came in.
  get last() {
    return this.guests?.list.last;
  }

  // Who came in elsewhere since then.
  learn({ news, last }) {
    if (!this.guests || last === null) return;
    this.guests.list.last = last;
    if (this.guests.list.is_exit) return;
    for (const [number, words] of news) {
      const guest = this.guests.byNumber.get(number);
      if (guest) guest.first = words;
    }
  }

  // Asks for the list unless this version is here: now and then, since news tell of everybody who comes in. A page without TLS cannot hash codes, and keeps none.
  async bringUpTo(version, changed) {
    if (this.isAsking || !globalThis.crypto?.subtle || version === this.guests?.list.version || Date.now() < this.askAfter) return;
    this.isAsking = true;
    this.askAfter = Date.now() + atMostEvery * (1 + Math.random() / 4);
    try {
      const answer = await fetch(this.url);
      if (!answer.ok) return;
      const list = await answer.json();
      await this.shelf.put("list", list);
      this.guests = new Guests(list);
      await changed();
      document.documentElement.dataset.listed = this.guests.guests.length;
    } catch {
      // Without a network the list stays as it is.
    } finally {
      this.isAsking = false;
    }
  }
}
