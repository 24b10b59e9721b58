// Two small transformations of stylesheets, made while bundling.

// A token file states each colour once, as light-dark(light, dark). Older phones do not know that function, so it is
// written out here: light for everybody (and for paper), dark on a screen whose reader chose or prefers it.
export function expandTokens(css) {
  const pair = /light-dark\(\s*([^,()]+|[a-z]+\([^()]*\))\s*,\s*([^,()]+|[a-z]+\([^()]*\))\s*\)/g;
  const chosen = [];
  const preferred = [];
  const light = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/([^{}]+)\{([^{}]*)\}/g, (_rule, selectors, body) => {
    const dark = body.split(";").filter((line) => line.includes("light-dark(")).map((line) => line.replace(pair, "$2"));
    if (dark.length) {
      const list = selectors.split(",").map((selector) => selector.trim());
      chosen.push(`${list.map((one) => within('[data-theme="dark"]', one)).join(",")}{${dark.join(";")}}`);
      preferred.push(`${list.map((one) => within('[data-theme="auto"]', one)).join(",")}{${dark.join(";")}}`);
    }
    return `${selectors}{${body.replace(pair, "$1")}}`;
  });
  return `${light}
@media screen {${chosen.join("")}}
@media screen and (prefers-color-scheme: dark) {${preferred.join("")}}`;
}

const within = (theme, selector) =>
  selector === ":root" ? `:root${theme}` : `:root${theme} ${selector},:root${theme}${selector}`;

// Bootstrap's grid and utilities are generous; a page loads the rules whose classes some template really names.
export function keepUsedRules(css, words) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "");
  const isUsed = (selectors) => {
    const classes = selectors.match(/\.[\w-]+/g) ?? []; // what names no class, reboot has said already
    return classes.some((name) => words.has(name.slice(1)));
  };
  return topLevelBlocks(plain)
    .map(({ head, body }) => {
      if (!head.startsWith("@media")) return isUsed(head) ? `${head}{${body}}` : "";
      const inner = topLevelBlocks(body).filter((rule) => isUsed(rule.head)).map((rule) => `${rule.head}{${rule.body}}`);
      return inner.length ? `${head}{${inner.join("")}}` : "";
    })
    .join("\n");
}

// Where an entry stands in a grid of places and time, as classes, since our pages carry no style attributes:
// at-N begins N steps of five minutes after the grid's first hour, for-N lasts N steps, in-N stands in the Nth place.
export function timeSteps({ hours = 20, places = 40 } = {}) {
  const count = (length, rule) => Array.from({ length }, (_nothing, at) => rule(at));
  return [
    ...count(hours * 12 + 1, (step) => `.at-${step}{grid-row-start:${step + 2}}`),
    ...count(hours * 12, (step) => `.for-${step + 1}{grid-row-end:span ${step + 1}}`),
    ...count(places, (place) => `.in-${place + 1}{grid-column:${place + 2}}`),
  ].join("\n");
}

function topLevelBlocks(css) {
  const blocks = [];
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === "{" && depth++ === 0) open = at;
    if (css[at] === "}" && --depth === 0) {
      blocks.push({ head: css.slice(start, open).replace(/^[^{]*@charset[^;]*;/, "").trim(), body: css.slice(open + 1, at) });
      start = at + 1;
    }
  }
  return blocks;
}
