// One sprite of the icons our pages name, taken from bootstrap-icons.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const namings = [/\bicon\(\s*["']([a-z0-9-]+)["']/g, /\bicon_name\s*=\s*["']([a-z0-9-]+)["']/g, /\bicon\s*=\s*["']([a-z0-9-]+)["']/g];

export function iconNames(list, texts) {
  const names = new Set(list.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter(Boolean));
  for (const text of texts) for (const naming of namings) for (const [, name] of text.matchAll(naming)) names.add(name);
  return [...names].sort();
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
