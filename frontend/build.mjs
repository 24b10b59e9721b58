// Builds what the pages load: npm's packages and our own modules in, hashed files and manifest.json out.
//   node build.mjs            once
//   node build.mjs --watch    again whenever a stylesheet, module or template changes
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, watch, writeFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expandTokens, keepUsedRules, timeSteps } from "./stylesheets.mjs";
import { iconNames, iconSprite } from "./icons.mjs";
import { coastlines } from "./coastline.mjs";
import { filesBelow } from "./files.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");
const out = join(root, "coopevents/static/build");
const entries = ["css/public.css", "css/organiser.css", "css/grid.css", "css/board.css", "css/screen.css", "css/gate.css", "js/gate.js", "js/page_worker.js", "js/guide.js", "js/campus.js", "js/ceremony.js", "css/ceremony.css", "js/screen.js", "js/public.js", "js/organiser.js", "js/board.js"];
const browsers = ["chrome87", "edge88", "firefox88", "safari15"];

const texts = (folder, endings) => filesBelow(folder, endings).map((path) => readFileSync(path, "utf8"));
const wordsOf = (texts) => new Set(texts.join("\n").match(/[\w-]+/g));

const stylesheets = (words) => ({
  name: "stylesheets",
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /bootstrap-(grid|utilities)\.css$/ }, ({ path }) => ({
      contents: keepUsedRules(readFileSync(path, "utf8"), words),
      loader: "css",
    }));
    pluginBuild.onResolve({ filter: /^time-steps$/ }, ({ path }) => ({ path, namespace: "made" }));
    pluginBuild.onLoad({ filter: /.*/, namespace: "made" }, () => ({ contents: timeSteps(), loader: "css" }));
    pluginBuild.onLoad({ filter: /css[\\/](tokens|accents|kinds)\.css$/ }, ({ path }) => ({
      contents: expandTokens(readFileSync(path, "utf8")),
      loader: "css",
    }));
  },
});

const upperHash = (text) => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return [...createHash("sha256").update(text).digest().subarray(0, 8)].map((byte) => letters[byte & 31]).join("");
};

// The server hands out a file's smaller form to every browser that takes one.
function compressedForms(path) {
  const whole = readFileSync(path);
  const forms = [[`${path}.br`, () => brotliCompressSync(whole)], [`${path}.gz`, () => gzipSync(whole, { level: 9 })]];
  for (const [form, make] of forms) if (!existsSync(form)) writeFileSync(form, make());
  return forms.map(([form]) => form);
}

// Pages that are open, and servers that are running, still ask for the files of the build before.
function forgetFilesNobodyAsksFor(made) {
  const yesterday = Date.now() - 24 * 60 * 60 * 1000;
  for (const name of readdirSync(out)) {
    const path = join(out, name);
    if (!made.has(name) && statSync(path).mtimeMs < yesterday) rmSync(path);
  }
}

async function buildAll() {
  const templates = texts(join(root, "templates"), [".html", ".svg"]);
  const code = texts(join(root, "coopevents"), [".py"]);
  const modules = texts(join(here, "js"), [".js"]);

  mkdirSync(out, { recursive: true });
  const result = await build({
    absWorkingDir: here,
    entryPoints: entries,
    outdir: out,
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    target: browsers,
    entryNames: "[name].[hash]",
    chunkNames: "[name].[hash]",
    assetNames: "[name].[hash]",
    metafile: true,
    legalComments: "none",
    loader: { ".wasm": "file" },
    logLevel: "warning",
    plugins: [stylesheets(wordsOf([...templates, ...modules, ...code]))],
  });

  const manifest = {};
  for (const [path, { entryPoint }] of Object.entries(result.metafile.outputs)) {
    if (entryPoint && entries.includes(entryPoint)) manifest[basename(entryPoint)] = basename(path);
  }
  const folder = join(here, "node_modules/bootstrap-icons/icons");
  const wanted = iconNames({
    list: readFileSync(join(here, "icons.txt"), "utf8"),
    texts: [...templates, ...code],
    doors: texts(join(root, "coopevents/blueprints"), [".py"]),
    folder,
  });
  const { sprite, unknown } = iconSprite(wanted, folder);
  const write = (name, text) => {
    manifest[name] = name.replace(".", `.${upperHash(text)}.`);
    writeFileSync(join(out, manifest[name]), text);
  };
  write("icons.svg", sprite);
  for (const [name, drawing] of coastlines(join(here, "node_modules"))) write(name, drawing);
  for (const path of filesBelow(join(here, "images"), [".svg"])) write(basename(path), readFileSync(path, "utf8"));
  writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const made = new Set([...Object.keys(result.metafile.outputs).map((path) => basename(path)), ...Object.values(manifest), "manifest.json"]);
  for (const name of [...made].filter((each) => /\.(css|js|svg|wasm)$/.test(each))) {
    for (const path of compressedForms(join(out, name))) made.add(basename(path));
  }
  forgetFilesNobodyAsksFor(made);
  console.log(`built ${made.size} files, ${wanted.length} icons`);
  if (unknown.length) {
    console.error(`bootstrap-icons has no icon named: ${unknown.join(", ")}`);
    process.exitCode = 1;
  }
}

await buildAll();

if (process.argv.includes("--watch")) {
  let timer;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => buildAll().catch((error) => console.error(error.message)), 150);
  };
  for (const folder of [join(here, "css"), join(here, "js"), join(root, "templates")]) {
    watch(folder, { recursive: true }, again);
  }
}
