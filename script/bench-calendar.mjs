// Fetches private calendar addresses of 500 events from a running server as often as 10,000 phones do
// that fetch theirs once an hour, and prints how much slower plan pages are meanwhile: run by
// script/bench-calendar, which builds first. Times with addresses and without them alternate, so that
// a machine that becomes slower does so for both. It judges no time, because machines differ; it fails
// when a page or an address is not answered as a whole. --short takes some seconds.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PORT = 3921;
const FEEDS_PER_SECOND = 10_000 / 3_600;
const READERS = 4;
const short = process.argv.includes("--short");
const program = process.argv.slice(2).find((one) => one !== "--short") ?? "target/release/alongside";
const EVENTS = short ? 100 : 500, TURNS = short ? 1 : 6, SECONDS = short ? 2 : 20;
const folder = mkdtempSync(join(tmpdir(), "alongside-calendar-"));
const env = { ...process.env, DATABASE_URL: `sqlite://${folder}/calendar.db`, ALONGSIDE_ATTACHMENTS: `${folder}/files`, ALONGSIDE_ADDR: `127.0.0.1:${PORT}`,
  ALONGSIDE_HELP_LINE: "608-555-0142", ALONGSIDE_DRAIN_SECONDS: "0", RUST_LOG: "error" };
const sleep = (ms) => new Promise((later) => setTimeout(later, ms));

/** One request over a keep-alive connection: resolves with status, headers, text and milliseconds. */
const agent = new http.Agent({ keepAlive: true });
const ask = (path, { cookie = "", fields = null, accept = "text/html" } = {}) => new Promise((done, failed) => {
  const headers = { accept, cookie, "sec-fetch-site": "same-origin" }, start = performance.now();
  if (fields) headers["content-type"] = "application/x-www-form-urlencoded";
  const request = http.request({ host: "127.0.0.1", port: PORT, path, method: fields ? "POST" : "GET", headers, agent, timeout: 30_000 }, (answer) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (part) => { text += part; })
      .on("end", () => done({ status: answer.statusCode, headers: answer.headers, text, ms: performance.now() - start })).on("error", failed);
  }).on("error", failed);
  request.on("timeout", () => request.destroy(new Error(`no answer in 30 s: ${path}`)));
  request.end(fields ? new URLSearchParams(fields).toString() : undefined);
});

/** The demo's Carter family with this many more events of Tasha's, three on each day from tomorrow on. */
const writeFamily = () => {
  const file = JSON.parse(readFileSync("app/model/demo/carter.json", "utf8")), { dates } = file.families[0];
  const one = dates.find((event) => event.key === "ft-tasha");
  for (let n = 0; n < EVENTS; n++) {
    const day = new Date(Date.now() + (1 + Math.floor(n / 3)) * 86_400_000).toISOString().slice(0, 10);
    dates.push({ ...one, key: `many-${n}`, kind: "meeting", visit: undefined, starts: `${day}T${String(8 + (n % 3)).padStart(2, "0")}:00`, ends: null });
  }
  writeFileSync(`${folder}/carter.json`, JSON.stringify(file));
};

/** Opens plan pages for this many seconds. The milliseconds of each are added to `times`. */
const readPlans = async (plan, cookie, seconds, times) => {
  const end = performance.now() + seconds * 1_000;
  await Promise.all(Array.from({ length: READERS }, async () => {
    while (performance.now() < end) {
      const page = await ask(plan, { cookie });
      if (page.status !== 200) throw new Error(`a plan page was answered with ${page.status}`);
      times.push(page.ms);
      await sleep(100);
    }
  }));
};

/** Fetches the address at its pace for this many seconds, whether or not the one before is answered. */
const fetchFeeds = async (feed, seconds, times) => {
  const start = performance.now();
  const fetchOne = async (n) => {
    await sleep((n * 1_000) / FEEDS_PER_SECOND);
    const file = await ask(feed, { accept: "text/calendar" });
    const events = file.text.split("BEGIN:VEVENT").length - 1;
    if (file.status !== 200 || events < EVENTS) throw new Error(`an address was answered with ${file.status} and ${events} events`);
    times.push(file.ms);
  };
  await Promise.all(Array.from({ length: Math.ceil(seconds * FEEDS_PER_SECOND) }, (_, n) => fetchOne(n)));
  await sleep(Math.max(0, start + seconds * 1_000 - performance.now()));
};

const at = (times, part) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];
const line = (name, times) => console.log(`${name}: p50 ${at(times, 0.5).toFixed(1)} ms, p99 ${at(times, 0.99).toFixed(1)} ms of ${times.length}`);

let server;
try {
  writeFamily();
  execFileSync(program, ["import", "app/model/demo/agency.json", `${folder}/carter.json`], { env, stdio: ["ignore", "ignore", "pipe"] });
  server = spawn(program, ["serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
  server.on("exit", (code) => { if (code) { console.error(`bench-calendar: the server ended with ${code}`); process.exit(1); } });
  while (!(await ask("/readyz").then(() => true, () => false))) await sleep(100);
  const code = execFileSync(program, ["invite", "tasha-carter"], { env, encoding: "utf8" }).trim().split("/").pop();
  const entered = await ask("/api/account/accept", { fields: { code, name: "tasha", passphrase: "correct horse battery" } });
  const cookie = entered.headers["set-cookie"][0].split(";")[0];
  const plan = (await ask("/", { cookie })).text.match(/\/family\/[0-9a-f-]{36}\/plan/)[0];
  await ask("/api/calendar/feed", { cookie, fields: {} });
  const feed = (await ask("/calendar/feed", { cookie })).text.match(/webcal:\/\/[^/"]+(\/calendar\/feed\/[0-9a-f]+\.ics)"/)[1];
  // Not measured: the first ones open connections and plan queries.
  await Promise.all([readPlans(plan, cookie, 1, []), fetchFeeds(feed, 1, [])]);
  const alone = [], together = [], feeds = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await readPlans(plan, cookie, SECONDS, alone);
    await Promise.all([readPlans(plan, cookie, SECONDS, together), fetchFeeds(feed, SECONDS, feeds)]);
  }
  line("plan pages", alone);
  line(`plan pages beside ${FEEDS_PER_SECOND.toFixed(1)} addresses a second`, together);
  line(`addresses of ${EVENTS} events`, feeds);
  const ratio = (part) => (at(together, part) / at(alone, part)).toFixed(2);
  console.log(short ? "too short a load to judge its times" : `with / without: p50 ${ratio(0.5)}, p99 ${ratio(0.99)}`);
} finally {
  agent.destroy();
  server?.removeAllListeners("exit").kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
