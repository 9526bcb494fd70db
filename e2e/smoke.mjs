// The shortest way through the portal in Firefox and WebKitGTK, whose engines the other tests do not
// use. `script/smoke-browsers` runs it. Both browsers reach this machine only: a proxy refuses every
// other address, and tells to which one the quick exit went.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Firefox, WebKit } from "./smoke_browsers.mjs";

/** The whole run, and each wait, in milliseconds. */
const RUN_DEADLINE = 100_000;
const WAIT = 15_000;

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "alongside-smoke-"));
const children = [];

/** Starts a program in a process group of its own, which is killed at the end. */
function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"], detached: true, ...options });
  child.on("error", (error) => end(error));
  children.push(child);
  return child;
}

let ended = false;
function end(error) {
  if (ended) return;
  ended = true;
  for (const { pid } of children) {
    try { process.kill(-pid, "SIGKILL"); } catch { /* It has ended. */ }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  if (error) console.error(error.stack ?? error);
  process.exit(error ? 1 : 0);
}
setTimeout(() => end(new Error("the run took too long")), RUN_DEADLINE);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => end(new Error(signal)));

async function until(what, condition) {
  const deadline = Date.now() + WAIT;
  for (let error; ; ) {
    try { if (await condition()) return; } catch (failed) { error = failed; }
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}: ${error ?? "it did not happen"}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((up) => server.listen(0, "127.0.0.1", up));
  const { port } = server.address();
  await new Promise((down) => server.close(down));
  return port;
}

async function startPortal() {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DATABASE_URL: `sqlite://${folder}/demo.db`, ALONGSIDE_ATTACHMENTS: join(folder, "files"), ALONGSIDE_ADDR: `127.0.0.1:${port}`, ALONGSIDE_ASSETS_DIR: process.env.ALONGSIDE_ASSETS_DIR ?? join(root, "target/site"), RUST_LOG: "warn" };
  start(join(root, "target/debug/alongside"), ["serve", "--demo"], { env });
  await until("the portal starts", () => fetch(`${address}/readyz`, { signal: AbortSignal.timeout(1_000) }).then((answer) => answer.ok));
  return address;
}

/** A proxy that refuses every address, and remembers it. */
async function startProxy() {
  const refused = new Set();
  const server = createServer((request, response) => { refused.add(request.url); response.writeHead(502).end(); });
  server.on("connect", (request, socket) => {
    refused.add(request.url);
    socket.on("error", () => {});
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise((up) => server.listen(0, "127.0.0.1", up));
  return { port: server.address().port, refused };
}

async function smoke(name, browser, address, proxy) {
  const path = (wanted) => until(`${wanted} opens`, () => browser.run((ending) => document.readyState === "complete" && location.pathname.endsWith(ending), wanted));
  const visible = (css, text = "") => until(`${css} ${text}`, () => browser.run((one, words) => [...document.querySelectorAll(one)].some((found) => found.checkVisibility() && found.textContent.includes(words)), css, text));
  const passed = (step) => console.log(`${name}: ${step}`);

  await browser.open(`${address}/sign-in`);
  await browser.tap("section.demo summary", "Luna");
  await browser.tap("section.demo details[open] button", "María Luna");
  await path("/");
  await visible("nav.bottom-nav a");
  passed("sign-in");
  await visible("main > h2");
  passed("Today");
  await browser.tap("nav.bottom-nav a[href$='/plan']");
  await path("/plan");
  await visible(".family-words blockquote");
  passed("plan");
  await browser.tap("nav.bottom-nav a[href='/messages']");
  await path("/messages");
  await browser.tap("main a.list-row");
  await visible("#body");
  const words = `smoke ${Date.now()}`;
  await browser.run(() => { window.isSamePage = true; });
  await browser.type("#body", words);
  // The browser's module saves the draft, and sends without loading the page again.
  await until("the draft is saved", () => browser.run(() => document.querySelector(".composer-status").textContent.trim() !== ""));
  await browser.tap(".composer-actions > button.btn");
  await visible(".bubble.mine", words);
  await until("the module sent it", () => browser.run(() => window.isSamePage === true && document.querySelector("#body").value === ""));
  await browser.open(await browser.run(() => location.href.split("#")[0]));
  const count = await browser.run((text) => [...document.querySelectorAll(".bubble.mine")].filter((one) => one.textContent.includes(text)).length, words);
  if (count !== 1) throw new Error(`the message arrived ${count} times`);
  passed("a message arrives once");
  const noise = await browser.noise();
  if (noise.length) throw new Error(`the console of ${name}:\n${noise.join("\n")}`);
  passed("no errors in the console");
  // Not awaited: the page may be gone before the browser answers.
  browser.tap("#exit button").catch(() => {});
  await until("the quick exit leaves", () => proxy.refused.has("www.weather.gov:443"));
  // Again where it was interrupted by the page that says that the other site cannot be reached.
  await until("the portal opens again", () => browser.open(`${address}/`).then(() => true));
  await path("/sign-in");
  passed("quick exit");
}

/** A screen for WebKitGTK, which has no mode without one; returns its name. */
async function startScreen() {
  const server = start("Xvfb", ["-displayfd", "1", "-screen", "0", "800x900x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = await once(server.stdout, "data");
  return `:${String(line).trim()}`;
}

try {
  process.env.DISPLAY = await startScreen();
  const [address, ports] = [await startPortal(), await Promise.all([freePort(), freePort()])];
  for (const [name, Browser] of [["Firefox", Firefox], ["WebKitGTK", WebKit]]) {
    const proxy = await startProxy();
    const browser = await Browser.launch({ start, until, folder, port: ports.pop(), proxyPort: proxy.port });
    await smoke(name, browser, address, proxy);
    await browser.quit();
  }
  end();
} catch (error) {
  end(error);
}
