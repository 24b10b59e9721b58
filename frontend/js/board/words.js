// The sentences of the page's language; %(name)s is put in here.
const block = document.getElementById("board-words");
const words = block ? JSON.parse(block.textContent) : {};

export function say(key, values = {}) {
  return (words[key] ?? key).replace(/%\((\w+)\)s/g, (_all, name) => values[name] ?? "");
}
