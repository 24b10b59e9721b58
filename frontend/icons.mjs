// One sprite of the icons our pages name, taken from bootstrap-icons.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const namings = [/\bicon\(\s*["']([a-z0-9-]+)["']/g, /\bicon_name\s*=\s*["']([a-z0-9-]+)["']/g, /\bicon\s*=\s*["']([a-z0-9-]+)["']/g];

// Calls that may carry an icon's name at any place among other words.
const calls = /\b(?:menu_link|menu_post|icon_button|icon_link|state_badge)\([^\n]*/g;
const quoted = /["']([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["']/g;

const all = (text, pattern) => [...text.matchAll(pattern)];

// list: what icons.txt asks for; texts: templates and code that name icons outright; doors: code that hands some of its
// words on as icons, so that a word counts when there is an icon of that name.
export function iconNames({ list, texts, doors, folder }) {
  const outright = texts.flatMap((text) => namings.flatMap((naming) => all(text, naming).map(([, name]) => name)));
  const perhaps = [...texts.flatMap((text) => all(text, calls).map(([call]) => call)), ...doors]
    .flatMap((text) => all(text, quoted).map(([, name]) => name))
    .filter((name) => existsSync(join(folder, `${name}.svg`)));
  const listed = list.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
  return [...new Set([...listed, ...outright, ...perhaps])].sort();
}

export function iconSprite(names, folder) {
  const unknown = names.filter((name) => !existsSync(join(folder, `${name}.svg`)));
  const symbols = names.filter((name) => !unknown.includes(name)).map((name) => {
    const svg = readFileSync(join(folder, `${name}.svg`), "utf8");
    const viewBox = svg.match(/viewBox="([^"]+)"/)[1];
    const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" viewBox="${viewBox}">${shapes}</symbol>`;
  });
  return { sprite: `<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">${symbols.join("")}</svg>\n`, unknown };
}
