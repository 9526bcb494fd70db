// Joins the style sheets, adds a content hash to every file name, and compresses every file at
// build time.
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";

const [work, site] = process.argv.slice(2);
const pkg = `${site}/pkg`;
rmSync(site, { recursive: true, force: true });
mkdirSync(pkg, { recursive: true });

const names = [];
const hash = (...parts) => createHash("sha256").update(Buffer.concat(parts.map((p) => Buffer.from(p)))).digest("hex").slice(0, 12);
const put = (name, data) => {
  const body = Buffer.from(data);
  writeFileSync(`${pkg}/${name}`, body);
  writeFileSync(`${pkg}/${name}.br`, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }));
  writeFileSync(`${pkg}/${name}.gz`, gzipSync(body, { level: 9 }));
};

const layers = ["tokens", "base", "ui"];
const features = readdirSync("style").filter((f) => f.endsWith(".css")).map((f) => f.slice(0, -4)).filter((f) => !layers.includes(f)).sort();
const squeeze = (css) => css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ").replace(/ ?([{};,]) ?/g, "$1").trim();
const css = `@layer tokens,base,ui,feature;${[...layers, ...features].map((f) => `@layer ${layers.includes(f) ? f : "feature"}{${squeeze(readFileSync(`style/${f}.css`, "utf8"))}}`).join("")}`;
const style = `style.${hash(css)}.css`;
put(style, css);
names.push(`style.css ${style}`);

for (const [plain, file] of [["exit", "app/src/ui/exit.js"], ["push_subscribe", "app/src/messages/push_subscribe.js"], ["speech", "app/src/messages/speech.js"], ["autosave", "app/src/transition/autosave.js"], ["passkey", "app/src/account/passkey.js"]]) {
  const script = readFileSync(file, "utf8").replace(/^\s*\/\/.*$/gm, "").replace(/\n\s*/g, "\n").trim();
  const name = `${plain}.${hash(script)}.js`;
  put(name, script);
  names.push(`${plain}.js ${name}`);
}

const js = readFileSync(`${work}/alongside.js`);
const wasm = readFileSync(`${work}/alongside_bg.wasm`);
const module = `alongside.${hash(js, wasm)}`;
put(`${module}.js`, js);
put(`${module}_bg.wasm`, wasm);
names.push(`alongside ${module}`);

writeFileSync(`${site}/names.txt`, `${names.join("\n")}\n`);
