// Prints figures about the Rust source code: names, homonyms, comments, the lengths of functions
// and files (with their median and 90th percentile), module cycles, and references from app/ to
// server/. Run it as: node script/figures.mjs
// With --long it also lists what the figures count; with --check it prints only module cycles,
// references from app/ to server/ and comment lines over 100 columns, and fails when there are any.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";

const check = process.argv.includes("--check");
const long = check || process.argv.includes("--long");
const files = execFileSync("git", ["ls-files", "*.rs"], { encoding: "utf8" }).trim().split("\n").map((path) => ({ path, text: readFileSync(path, "utf8") }));
const log = (line) => { if (!check) console.log(line); };
const percent = (part, all) => `${part} of ${all} (${((100 * part) / all).toFixed(1)} %)`;
const list = (lines, always = false) => { if (long && (always || !check)) lines.forEach((line) => console.log(`    ${line}`)); };

const functions = files.flatMap(({ path, text }) => {
  const lines = text.split("\n");
  return lines.flatMap((line, start) => {
    const found = /^(\s*)(?:pub(?:\([^)]*\))? )?(?:const |async |unsafe )*fn (\w+)/.exec(line);
    if (!found) return [];
    // rustfmt closes a function at the indentation at which it opens it.
    const end = /[;}]$/.test(line) ? start : lines.findIndex((l, n) => n > start && (l === `${found[1]}}` || (l.startsWith(`${found[1]})`) && l.endsWith(";"))));
    return [{ path, name: found[2], length: end - start + 1 }];
  });
});
const one = functions.filter(({ name }) => !name.includes("_"));
log(`one-word function names: ${percent(one.length, functions.length)}`);
list(one.map(({ path, name }) => `${path} ${name}`));

const types = new Map();
for (const { path, text } of files) {
  for (const [, name] of text.matchAll(/^\s*(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|type) (\w+)/gm)) types.set(name, (types.get(name) ?? new Set()).add(path));
}
const homonyms = [...types].filter(([, paths]) => paths.size > 1);
log(`type names defined in more than one file: ${percent(homonyms.length, types.size)}`);
list(homonyms.map(([name, paths]) => `${name}: ${[...paths].join(", ")}`));

const lines = files.flatMap(({ text }) => text.split("\n")).map((line) => line.trim()).filter(Boolean);
const plain = lines.filter((line) => /^\/\/(?![/!])/.test(line));
log(`plain comment lines: ${percent(plain.length, lines.filter((line) => !line.startsWith("//")).length)} of code lines`);

const tall = functions.filter(({ length }) => length > 60);
log(`functions over 60 lines: ${percent(tall.length, functions.length)}`);
list(tall.map(({ path, name, length }) => `${path} ${name} ${length}`));
for (const limit of [300, 400]) {
  const over = files.filter(({ text }) => text.split("\n").length - 1 > limit);
  log(`files over ${limit} lines: ${percent(over.length, files.length)}`);
  list(over.map(({ path, text }) => `${path} ${text.split("\n").length - 1}`));
}

// A module of tests inside a file of code does not count for its length.
const ofCode = ({ path }) => !/(^|\/)(tests|benches)\/|tests\.rs$/.test(path);
const lengths = files.filter(ofCode).map(({ text }) => text.replace(/^#\[cfg\(test\)\]\nmod \w+ \{[^]*/m, "").split("\n").length - 1).sort((a, b) => a - b);
const quantile = (part) => lengths[Math.floor(lengths.length * part)];
log(`lines of a file without tests: median ${quantile(0.5)}, 90th percentile ${quantile(0.9)}, maximum ${lengths.at(-1)}`);

// The module graph of each crate's src/: an edge for each path that starts with crate:: or super::.
// A module that lists its children (mod, pub use) does not depend on them by that.
const modules = new Map();
for (const { path, text } of files.filter(({ path }) => path.includes("/src/"))) {
  const [crate, inner] = path.split("/src/");
  const name = inner.replace(/\.rs$/, "").replace(/(^|\/)(mod|lib|main)$/, "");
  modules.set(`${crate}:${name}`, text.replace(/#\[cfg\(test\)\]\nmod tests \{[^]*/, "").replace(/^\s*(pub(\([^)]*\))? )?(mod|use (self|super)?::?\w+::\{?[^;]*) ?;$/gm, (line) => (/\bmod\b|pub/.test(line) ? "" : line)));
}
// In a module inside a file, such as `mod ssr`, the first super is the file itself.
const withoutInnerSuper = (text, name) => text.replace(/^(?:pub(?:\([^)]*\))? )?mod \w+ \{\n[^]*?^\}/gm, (inner) => inner.replace(/\b(?:super::)+/g, (supers) => {
  const file = ["crate", ...name.split("/").filter(Boolean)];
  return `${file.slice(0, file.length + 1 - supers.length / "super::".length).join("::")}::`;
}));
const edges = new Map([...modules].map(([module, text]) => {
  const [crate, name] = module.split(":");
  const flat = withoutInnerSuper(text, name).replace(/\/\/.*$/gm, "").replace(/((?:\w+::)+)\{([^{}]*)\}/g, (_, head, inner) => inner.split(",").map((one) => head + one.trim()).join("; "));
  const out = new Set();
  for (const [path] of flat.matchAll(/\b(?:crate|super)(?:::\w+)+/g)) {
    const parts = path.split("::");
    let at = name ? name.split("/") : [];
    while (parts[0] === "super") { parts.shift(); at = at.slice(0, -1); }
    if (parts[0] === "crate") { parts.shift(); at = []; }
    let target = null;
    for (let n = parts.length; n >= 0 && target === null; n--) if (modules.has(`${crate}:${[...at, ...parts.slice(0, n)].join("/")}`)) target = `${crate}:${[...at, ...parts.slice(0, n)].join("/")}`;
    if (target && target !== module && !target.endsWith(":")) out.add(target);
  }
  return [module, out];
}));
const reach = (from) => { const seen = new Set(), todo = [from]; while (todo.length) for (const next of edges.get(todo.pop())) if (!seen.has(next)) { seen.add(next); todo.push(next); } return seen; };
const reached = new Map([...modules.keys()].map((module) => [module, reach(module)]));
const groups = new Map();
for (const module of modules.keys()) {
  const group = [...reached.get(module)].filter((other) => reached.get(other).has(module)).sort();
  if (group.length) groups.set(group.join(" "), group);
}
(check && !groups.size ? log : console.log)(`module cycles: ${groups.size}`);
list([...groups.keys()], true);

const upward = files.filter(({ path, text }) => path.startsWith("app/") && /\bserver::|"[^"\n]*\.\.\/server\//.test(text.replace(/\/\/.*$/gm, "")));
(check && !upward.length ? log : console.log)(`references from app/ to server/: ${upward.length}`);
list(upward.map(({ path }) => path), true);

// rustfmt does not wrap comments. A line whose excess is one word, such as a URL, cannot be wrapped.
const wide = files.flatMap(({ path, text }) => text.split("\n").flatMap((line, n) => {
  const columns = [...line].length;
  const wraps = /^\s*\/\/\S*\s+\S+\s/.test(line);
  return columns > 100 && wraps ? [`${path}:${n + 1} (${columns} columns)`] : [];
}));
(check && !wide.length ? log : console.log)(`comment lines over 100 columns, wrap them: ${wide.length}`);
list(wide, true);
if (check && groups.size + upward.length + wide.length) process.exitCode = 1;
