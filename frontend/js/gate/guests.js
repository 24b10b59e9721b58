// The list of guests a device keeps: whom a code names, and what is known of them without a network.
const fields = ["mark", "number", "name", "secondName", "role", "reason", "first", "words"];
const bytesOf = (text) => new TextEncoder().encode(text);

export class Guests {
  constructor(list) {
    this.list = list;
    this.guests = list.guests.map((row) => Object.fromEntries(fields.map((name, at) => [name, row[at]])));
    this.byMark = new Map(this.guests.map((each) => [each.mark, each]));
    this.byNumber = new Map(this.guests.map((each) => [each.number, each]));
  }

  async find(code) {
    if (code.number !== undefined) return this.byNumber.get(code.number);
    const digest = await crypto.subtle.digest("SHA-256", bytesOf(this.list.salt + code.reference));
    const mark = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 24);
    return this.byMark.get(mark);
  }

  // Whose names begin so, in any script or in pinyin.
  search(text, most = 12) {
    const wanted = folded(text).split(/\s+/).filter(Boolean);
    const fits = (guest) => {
      const words = folded(`${guest.name} ${guest.secondName} ${guest.words}`).split(/[\s,.'’-]+/);
      return wanted.every((beginning) => words.some((word) => word.startsWith(beginning)));
    };
    return wanted.length ? this.guests.filter((guest) => guest.name && fits(guest)).slice(0, most) : [];
  }

  roleOf(guest) {
    return this.list.roles[guest.role] ?? "";
  }
}

function folded(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}
