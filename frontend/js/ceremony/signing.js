// Signatures told to the tablet: shown at once, kept until they are sent, and never told twice.
const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
const nameOf = (row) => `${row.agreement}-${row.signatory}-${row.original}`;

export class Signing {
  constructor(root, { shelf, now, send, time }) {
    Object.assign(this, { root, shelf, now, send, time });
    this.told = new Map();
    this.refused = [];
    root?.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.submitter?.dataset.signature) this.touch(event.submitter);
    }, { capture: true });
  }

  async begin(told) {
    this.refused = (await this.shelf.get("refused")) ?? [];
    const kept = (await this.shelf.get("signed")) ?? []; // newer than a page that was opened without a network
    await this.hear({ ...told, signatures: [...told.signatures, ...kept] });
  }

  // What the office knows now; what it would not record is said in words.
  async hear({ signatures, refused, may_sign: maySign }) {
    if (signatures) this.told = new Map(signatures);
    if (maySign !== undefined) this.maySign = maySign;
    for (const [key, words] of refused ?? []) {
      const about = this.words?.get(key);
      this.refused.push(about ? `${about}: ${words}` : words);
    }
    await this.shelf.put("signed", [...this.told]);
    await this.shelf.put("refused", this.refused.slice(-20));
  }

  async touch(button) {
    const [agreement, signatory, original] = button.dataset.signature.split("-").map(Number);
    const key = newKey();
    this.words ??= new Map();
    this.words.set(key, button.dataset.about);
    const sha256 = button.closest("[data-sha256]").dataset.sha256;
    await this.shelf.add({ key, kind: "sign", agreement, signatory, original, sha256, at: this.now() });
    await this.send();
  }

  async draw(isOn) {
    if (!this.root) return;
    const waiting = (await this.shelf.waiting()).filter(({ kind }) => kind === "sign");
    const mine = new Map(waiting.map((each) => [nameOf(each), each.at]));
    const before = this.root.querySelector("[data-before]");
    if (before) before.hidden = Boolean(isOn || this.maySign);
    let count = 0;
    for (const row of this.root.querySelectorAll("[data-row]")) {
      const at = this.told.get(row.dataset.row) ?? mine.get(row.dataset.row);
      const isWaiting = at !== undefined && !this.told.has(row.dataset.row);
      row.querySelector("button").hidden = at !== undefined || !(isOn || this.maySign);
      row.querySelector("[data-missing]").hidden = at !== undefined || isOn || this.maySign;
      row.querySelector("[data-signed]").hidden = at === undefined;
      row.querySelector("[data-waits]").hidden = !isWaiting;
      row.querySelector("[data-at]").textContent = at === undefined ? "" : this.time.format(at);
      count += at === undefined ? 0 : 1;
    }
    this.root.querySelector("[data-count]").textContent = count;
    const list = this.root.querySelector("[data-refused]");
    list.replaceChildren(...this.refused.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
    list.hidden = !this.refused.length;
  }
}
