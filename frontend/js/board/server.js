// Talking to the server: strokes go out one after the other, are kept while there is no connection, and never go twice.
const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const patience = 15000;

export class SignedOut extends Error {}

export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The answer as { status, body }; throws SignedOut when it is no JSON, TypeError when nobody answers.
export async function ask(url, body) {
  const headers = { Accept: "application/json" };
  if (body) Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": token() });
  const answer = await fetch(url, {
    method: body ? "POST" : "GET",
    headers,
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout?.(patience),
  });
  if (answer.status === 204) return { status: 204, body: null };
  if (answer.status >= 500) throw new TypeError("no answer for now");
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new SignedOut();
  return { status: answer.status, body: await answer.json() };
}

export class Outgoing {
  constructor(name, { answered, lost, found, signedOut }) {
    Object.assign(this, { name: `board:${name}`, answered, lost, found, signedOut });
    this.strokes = this.restore();
    this.followed = new Map(); // "id:version" that a stroke of ours was based on, to the version it made
    this.isSending = false;
    this.isLost = false;
    addEventListener("online", () => this.send());
  }

  add(stroke) {
    this.bringUpToDate(stroke);
    this.strokes.push(stroke);
    this.keep();
    this.send();
  }

  async send() {
    if (this.isSending || !this.strokes.length) return;
    this.isSending = true;
    const [stroke] = this.strokes;
    try {
      const answer = await ask(stroke.url, stroke.body);
      this.strokes.shift();
      this.keep();
      if (this.isLost) this.found();
      this.isLost = false;
      this.isSending = false;
      this.answered(stroke, answer);
      this.send();
    } catch (problem) {
      this.isSending = false;
      if (problem instanceof SignedOut) {
        this.signedOut();
        return;
      }
      this.isLost = true;
      this.lost();
      clearTimeout(this.again);
      this.again = setTimeout(() => this.send(), 2000);
    }
  }

  // What was begun before an answer came stands on the version that our own stroke made, never on somebody else's.
  followOn(stroke, activities) {
    for (const [id, version] of versionsIn(stroke)) {
      const now = activities.get(id)?.version;
      if (now === version + 1) this.followed.set(`${id}:${version}`, now);
    }
    this.strokes.forEach((later) => this.bringUpToDate(later));
    this.keep();
  }

  bringUpToDate({ body }) {
    const latest = (id, version) => {
      const next = this.followed.get(`${id}:${version}`);
      return next === undefined ? version : latest(id, next);
    };
    for (const move of body.moves ?? []) move.version = latest(move.id, move.version);
    for (const pair of body.seen ?? []) pair[1] = latest(...pair);
  }

  keep() {
    try {
      if (this.strokes.length) localStorage.setItem(this.name, JSON.stringify(this.strokes));
      else localStorage.removeItem(this.name);
    } catch {
      // storage may be forbidden; the strokes then live as long as the page
    }
  }

  restore() {
    try {
      return JSON.parse(localStorage.getItem(this.name) ?? "[]");
    } catch {
      return [];
    }
  }
}

const versionsIn = ({ body }) => [...(body.moves ?? []).filter((move) => !move.copy).map((move) => [move.id, move.version]), ...(body.seen ?? [])];
