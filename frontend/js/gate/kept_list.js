// The list of guests on this device: read from what is kept, and brought up to date when the server says it changed.
import { Guests } from "./guests.js";

export class KeptList {
  constructor(url, shelf) {
    this.url = url;
    this.shelf = shelf;
    this.guests = null;
    this.isAsking = false;
  }

  async open() {
    const kept = await this.shelf.get("list");
    if (kept) this.guests = new Guests(kept);
  }

  // Asks for the list unless this version is here. A page without TLS cannot hash codes, and keeps none.
  async bringUpTo(version, changed) {
    if (this.isAsking || !globalThis.crypto?.subtle || version === this.guests?.list.version) return;
    this.isAsking = true;
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
