// Opens plan pages of a running server, at some times while fifty people sign in at once and at some
// times while no one does, and prints the ratio: run by script/bench-sign-ins, which builds first. Each
// sign-in is of another person with their own passphrase (Argon2id) and from an address of their own, as
// behind a reverse proxy: the limits on attempts count, and none is reached. A person who is signed in
// signs in again, so that fifty attempts wait the whole time. It fails when the ratio of the 99th
// percentiles is above MAX_RATIO, when a page is not answered as a whole, and when a sign-in is refused.
// --short takes some seconds on the debug build and judges the median by SHORT_MAX_RATIO.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PORT = 3923;
/** Maximum ratio of p99 plan-page latency with and without concurrent sign-ins. */
const MAX_RATIO = 8;
/** Limit for the ratio of medians in a short run on a busy machine; a page that waits for hashing is far
    above it. */
const SHORT_MAX_RATIO = 30;
const READERS = 4;
const short = process.argv.includes("--short");
const program = process.argv.slice(2).find((one) => one !== "--short") ?? "target/release/alongside";
const PEOPLE = short ? 10 : 50, TURNS = short ? 1 : 12, SECONDS = short ? 3 : 6;
const PASSPHRASE = "correct horse battery";
const folder = mkdtempSync(join(tmpdir(), "alongside-sign-ins-"));
const env = { ...process.env, DATABASE_URL: `sqlite://${folder}/sign-ins.db`, ALONGSIDE_ATTACHMENTS: `${folder}/files`, ALONGSIDE_ADDR: `127.0.0.1:${PORT}`,
  ALONGSIDE_HELP_LINE: "608-555-0142", ALONGSIDE_DRAIN_SECONDS: "0", ALONGSIDE_TRUSTED_PROXY: "127.0.0.1", RUST_LOG: "error" };
const sleep = (ms) => new Promise((later) => setTimeout(later, ms));

/** One request over a keep-alive connection: resolves with status, headers, text and milliseconds. */
const agent = new http.Agent({ keepAlive: true });
const ask = (path, { address = "198.51.100.1", cookie = "", fields = null } = {}) => new Promise((done, failed) => {
  const headers = { accept: "text/html", cookie, "sec-fetch-site": "same-origin", "x-forwarded-for": address }, start = performance.now();
  if (fields) headers["content-type"] = "application/x-www-form-urlencoded";
  const request = http.request({ host: "127.0.0.1", port: PORT, path, method: fields ? "POST" : "GET", headers, agent, timeout: 60_000 }, (answer) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (part) => { text += part; })
      .on("end", () => done({ status: answer.statusCode, headers: answer.headers, text, ms: performance.now() - start })).on("error", failed);
  }).on("error", failed);
  request.on("timeout", () => request.destroy(new Error(`no answer in 60 s: ${path}`)));
  request.end(fields ? new URLSearchParams(fields).toString() : undefined);
});

/** The demo's agency with this many more people, who are on no team. */
const writeAgency = () => {
  const file = JSON.parse(readFileSync("app/model/demo/agency.json", "utf8"));
  for (let n = 0; n < PEOPLE; n++) file.people.push({ key: `person-${n}`, name: `Person ${n}`, languages_read: ["en"] });
  writeFileSync(`${folder}/agency.json`, JSON.stringify(file));
};

/** Redeems an invitation of this person from their own address; resolves with the session's cookie. */
const createAccount = async (name, address) => {
  const code = execFileSync(program, ["invite", name], { env, encoding: "utf8" }).trim().split("/").pop();
  const entered = await ask("/api/account/accept", { address, fields: { code, name, passphrase: PASSPHRASE, device: "own" } });
  if (entered.status !== 303 || !entered.headers["set-cookie"]) throw new Error(`an invitation was answered with ${entered.status}`);
  return entered.headers["set-cookie"][0].split(";")[0];
};

/** Opens plan pages for this many seconds. The milliseconds of each are added to `times`. */
const readPlans = async (plan, cookie, seconds, times) => {
  const end = performance.now() + seconds * 1_000;
  await Promise.all(Array.from({ length: READERS }, async () => {
    while (performance.now() < end) {
      const page = await ask(plan, { cookie });
      if (page.status !== 200) throw new Error(`a plan page was answered with ${page.status}`);
      times.push(page.ms);
      await sleep(20);
    }
  }));
};

/** Everyone signs in for this many seconds, again as soon as they are signed in. */
const signIn = async (people, seconds, times) => {
  const end = performance.now() + seconds * 1_000;
  await Promise.all(people.map(async ({ name, address }) => {
    while (performance.now() < end) {
      const entered = await ask("/api/account/sign-in", { address, fields: { name, passphrase: PASSPHRASE, device: "own" } });
      // A wrong sign-in is answered with a redirect too, to the form.
      const refused = entered.status !== 303 || entered.headers.location.startsWith("/sign-in") || !entered.headers["set-cookie"];
      if (refused) throw new Error(`a sign-in was answered with ${entered.status} to ${entered.headers.location}`);
      times.push(entered.ms);
    }
  }));
};

const at = (times, part) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))];
const line = (name, times) => console.log(`${name}: p50 ${at(times, 0.5).toFixed(1)} ms, p99 ${at(times, 0.99).toFixed(1)} ms of ${times.length}`);

let server;
try {
  writeAgency();
  execFileSync(program, ["import", `${folder}/agency.json`, "app/model/demo/carter.json"], { env, stdio: ["ignore", "ignore", "pipe"] });
  server = spawn(program, ["serve"], { env, stdio: ["ignore", "ignore", "inherit"] });
  server.on("exit", (code) => { if (code) { console.error(`bench-sign-ins: the server ended with ${code}`); process.exit(1); } });
  while (!(await ask("/readyz").then(() => true, () => false))) await sleep(100);
  const cookie = await createAccount("tasha-carter", "198.51.100.1");
  const plan = (await ask("/", { cookie })).text.match(/\/family\/[0-9a-f-]{36}\/plan/)[0];
  const people = Array.from({ length: PEOPLE }, (_, n) => ({ name: `person-${n}`, address: `203.0.113.${n + 1}` }));
  for (const { name, address } of people) await createAccount(name, address);
  // Warm-up, not measured: connections, query plans, hashing memory.
  await Promise.all([readPlans(plan, cookie, 1, []), signIn(people, 1, [])]);
  const alone = [], together = [], signIns = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await readPlans(plan, cookie, SECONDS, alone);
    await Promise.all([readPlans(plan, cookie, SECONDS, together), signIn(people, SECONDS, signIns)]);
  }
  line("plan pages", alone);
  line(`plan pages beside ${PEOPLE} sign-ins at once`, together);
  line("sign-ins", signIns);
  const ratio = (part) => at(together, part) / at(alone, part);
  console.log(`with / without: p50 ${ratio(0.5).toFixed(2)}, p99 ${ratio(0.99).toFixed(2)}`);
  const [judged, most] = short ? [ratio(0.5), SHORT_MAX_RATIO] : [ratio(0.99), MAX_RATIO];
  if (judged > most) {
    console.error(`bench-sign-ins: sign-ins make plan pages ${judged.toFixed(2)} times as slow, at most ${most}`);
    process.exitCode = 1;
  }
} finally {
  agent.destroy();
  server?.removeAllListeners("exit").kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
