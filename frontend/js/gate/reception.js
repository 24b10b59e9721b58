// One guest after the other: the server's answer when it can be reached, else what this device knows, and a scan that waits.
import { readCode } from "./codes.js";

const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class Reception {
  // words: the sentences; guests: gives the list of guests or null; tell: shows an answer; changed: the queue grew.
  constructor({ shelf, sender, words, guests, tell, changed }) {
    Object.assign(this, { shelf, sender, words, guests, tell, changed });
  }

  async receive(text) {
    const code = readCode(text);
    const scan = { key: newKey(), at: Date.now(), code: code.reference ?? `#${code.number}` };
    const told = await this.send(scan);
    if (told) return this.learn(told);
    this.tell(await this.answerAlone(scan, code));
    this.changed();
    return undefined;
  }

  async takeBack(undoes) {
    const undo = { key: newKey(), at: Date.now(), undoes };
    const meant = (await this.shelf.waiting()).find((each) => each.key === undoes);
    const told = await this.send(undo);
    if (told) return this.learn(told);
    await this.shelf.add(undo);
    this.note(meant?.number, "");
    this.tell({ tone: "info", headline: this.words.undone, name: meant?.name, lines: [this.words.kept] });
    this.changed();
    return undefined;
  }

  timeOf(moment) {
    const look = { hour: "2-digit", minute: "2-digit", timeZone: this.words.zone };
    return new Intl.DateTimeFormat("en-GB", look).format(moment);
  }

  // What waits goes first, so that everything is sent in the order in which it happened. While nobody answers, no guest
  // stands and waits for that.
  async send(scan) {
    if (!this.sender.isOnline) return null;
    if ((await this.shelf.waiting()).length) await this.sender.flush();
    return (await this.shelf.waiting()).length ? null : this.sender.send(scan);
  }

  learn({ verdicts: [verdict] }) {
    if (verdict.kind === "counts") this.note(verdict.number, Date.now());
    if (verdict.kind === "undone") this.note(verdict.number, "");
    this.tell(verdict);
  }

  // Remembers that a guest came in here, or did not.
  note(number, moment) {
    const guests = this.guests();
    const known = guests?.byNumber.get(number);
    if (known && !guests.list.is_exit) known.first = moment ? `${this.timeOf(moment)}, ${this.words.here}` : "";
  }

  // The answer from what this device knows. Who is not let in is not sent either.
  async answerAlone(scan, code) {
    const { words } = this;
    const guests = this.guests();
    if (!guests) {
      await this.shelf.add(scan);
      return { tone: "attention", headline: words.unchecked, lines: [words.kept] };
    }
    const guest = await guests.find(code);
    if (!guest) return { tone: "trouble", headline: words.unlisted, remedy: words.unlistedRemedy };
    const said = { name: guest.name, second_name: guest.secondName, role: guests.roleOf(guest), number: guest.number };
    if (guest.reason) {
      const [headline, remedy] = guests.list.reasons[guest.reason];
      return { ...said, tone: "trouble", headline, remedy };
    }
    if (guest.first && !guests.list.is_exit) return { ...said, tone: "attention", headline: words.already, lines: [guest.first] };
    await this.shelf.add({ ...scan, number: guest.number, name: guest.name });
    this.note(guest.number, scan.at);
    const headline = guests.list.is_exit ? words.left : words.counts;
    return { ...said, tone: "good", headline, lines: [words.kept], key: scan.key };
  }
}
