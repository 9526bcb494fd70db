// Opens 1,000 event streams (SSE) on one server, release build, SQLite: node script/bench-live.mjs
// With --short it opens 20 on the debug build, as script/test does, to check that it still runs.
//
// Prints the server's memory without and with the streams, and how long one message takes to reach
// them all. The limit is 150 MB, and 5 minutes for the whole (1 with --short): then it says what it
// waited for and fails. Not a test: machines differ. Build first: script/site and script/benchmark-build.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const short = process.argv.includes("--short");
const program = short ? "target/debug/alongside" : "target/release/alongside";
const STREAMS = short ? 20 : 1000;
const MINUTES = short ? 1 : 5;
const port = 3917;
const folder = mkdtempSync(join(tmpdir(), "alongside-live-"));
const env = { ...process.env, DATABASE_URL: `sqlite://${folder}/live.db`, ALONGSIDE_ADDR: `127.0.0.1:${port}`, RUST_LOG: "warn", ALONGSIDE_MAX_STREAMS_PER_PERSON: `${STREAMS + 10}`,
  ALONGSIDE_MAX_CONNECTIONS_PER_ADDRESS: `${STREAMS + 100}` };
const server = spawn(program, ["serve", "--demo"], { env, stdio: ["ignore", "ignore", "inherit"] });
const memory = () => Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
const sleep = (ms) => new Promise((later) => setTimeout(later, ms));
const agent = new http.Agent({ maxSockets: Infinity });
let waiting = () => "the server to start";
const stop = () => {
  agent.destroy();
  server.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
};
// A stream that is refused or ends early never counts, and the loops below would wait for it.
const deadline = setTimeout(() => {
  console.error(`bench-live: gave up after ${MINUTES} min, waiting for ${waiting()}`);
  stop();
  process.exit(1);
}, MINUTES * 60_000);

/** One request: resolves with the whole response, or calls `keep` with each part of a stream. */
const ask = (path, cookie = "", fields = null, keep = null) => new Promise((done, failed) => {
  const headers = { accept: keep ? "text/event-stream" : "text/html", cookie, "sec-fetch-site": "same-origin" };
  if (fields) headers["content-type"] = "application/x-www-form-urlencoded";
  const request = http.request({ port, path, method: fields ? "POST" : "GET", headers, agent }, (answer) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (part) => { if (keep) keep(part); else text += part; }).on("end", () => done({ headers: answer.headers, text })).on("error", () => done(null));
  }).on("error", failed);
  request.end(fields ? new URLSearchParams(fields).toString() : undefined);
});

try {
  while (!(await ask("/readyz").then(() => true, () => false))) await sleep(200);
  waiting = () => "pages";
  const code = execFileSync(program, ["invite", "tasha-carter"], { env, encoding: "utf8", timeout: 60_000 }).trim().split("/").pop();
  const entered = await ask("/api/account/accept", "", { code, name: "tasha", passphrase: "correct horse battery" });
  const cookie = entered.headers["set-cookie"][0].split(";")[0];
  const thread = (await ask("/messages", cookie)).text.match(/href="(\/messages\/[0-9a-f-]{36})[#"]/)[1];
  const page = (await ask(thread, cookie)).text;
  const hidden = (name) => page.match(new RegExp(`name="${name}" value="([^"]+)"`))[1];
  const last = [...page.matchAll(/id="m(\d+)"/g)].pop()[1];
  const before = memory();
  let open = 0, told = 0;
  for (let n = 0; n < STREAMS; n++) ask(`${thread}/live?after=${last}`, cookie, null, (part) => { if (/^:/.test(part)) open++; if (/event: new/.test(part)) told++; }).catch(() => null);
  waiting = () => `streams: ${open} of ${STREAMS} are open`;
  while (open < STREAMS) await sleep(50);
  const during = memory(), start = performance.now();
  await ask("/api/messages/send", cookie, { form: hidden("form"), thread: hidden("thread"), body: "Hello to all" });
  waiting = () => `the message: ${told} of ${STREAMS} streams have it`;
  while (told < STREAMS) await sleep(5);
  console.log(`${STREAMS} open streams: ${before.toFixed(0)} MB before, ${during.toFixed(0)} MB with them, ${memory().toFixed(0)} MB after one message,`);
  console.log(`which reached all of them ${((performance.now() - start) / 1000).toFixed(2)} s after it was sent`);
  process.exitCode = during < 150 ? 0 : 1;
} finally {
  clearTimeout(deadline);
  stop();
}
setTimeout(() => process.exit(), 1000);
