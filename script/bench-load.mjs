// Puts load on one release server, SQLite with the demo, and prints its memory and the latency of a
// plan page under that load: script/bench-load, which builds first.
// `node script/bench-load.mjs PROGRAM` measures another build; --short is a hundredth of the load
// on the debug build, as script/test runs it, to check that it still runs: it checks that every
// phase is answered, and no figure.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";

const PORT = 3919;
const LIMIT_MB = 150;
const short = process.argv.includes("--short");
const program = process.argv.slice(2).find((one) => one !== "--short") ?? "target/release/alongside";
const many = (count) => (short ? Math.max(3, count / 100) : count), wait = (ms) => sleep(short ? ms / 10 : ms);
const folder = mkdtempSync(join(tmpdir(), "alongside-load-"));
const env = { ...process.env, DATABASE_URL: `sqlite://${folder}/load.db`, ALONGSIDE_ATTACHMENTS: `${folder}/files`, ALONGSIDE_ADDR: `127.0.0.1:${PORT}`, RUST_LOG: "error" };
const sleep = (ms) => new Promise((later) => setTimeout(later, ms));
const server = spawn(program, ["serve", "--demo"], { env, stdio: ["ignore", "ignore", "inherit"] });
const status = (name) => Number(readFileSync(`/proc/${server.pid}/status`, "utf8").match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024;
/** CPU time that the server has used, in ticks of 10 ms. */
const ticks = () => readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ").pop().split(" ").slice(11, 13).reduce((sum, one) => sum + Number(one), 0);
/** Waits for the work that aborted requests left behind: until the server uses < 5 % of a core for 1 s. */
const settled = async () => {
  for (let second = 0; second < 120; second++) {
    const before = ticks();
    await sleep(1_000);
    if (ticks() - before < 5) return;
  }
  throw new Error("the server is still busy two minutes after the load ended");
};
const resetPeak = () => { try { writeFileSync(`/proc/${server.pid}/clear_refs`, "5"); } catch { /* the peak then counts from the start of the server */ } };

/** One request over a keep-alive connection: resolves with status, headers and text. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const ask = (path, { cookie = "", fields = null, through = agent } = {}) => new Promise((done, failed) => {
  const headers = { accept: "text/html", cookie, "sec-fetch-site": "same-origin" };
  if (fields) headers["content-type"] = "application/x-www-form-urlencoded";
  const request = http.request({ host: "127.0.0.1", port: PORT, path, method: fields ? "POST" : "GET", headers, agent: through, timeout: 60_000 }, (answer) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (part) => { text += part; }).on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
  }).on("error", failed);
  request.on("timeout", () => request.destroy(new Error("no answer in 60 s")));
  request.end(fields ? new URLSearchParams(fields).toString() : undefined);
});

/** Opens a socket and never rejects: the server may refuse the connection or close it at any time. */
const connect = () => new Promise((done) => {
  const socket = net.connect(PORT, "127.0.0.1", () => done(socket));
  socket.on("error", () => done(socket)).on("close", () => done(socket)).resume();
});
const post = (path, type, length, cookie = "") => `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${PORT}\r\naccept: text/html\r\nsec-fetch-site: same-origin\r\n` +
  `content-type: ${type}\r\ncontent-length: ${length}\r\n${cookie && `cookie: ${cookie}\r\n`}\r\n`;
const FORM = "application/x-www-form-urlencoded", FILES = "multipart/form-data; boundary=edge";

/** Sends a whole request and aborts it `after` ms later, answered or not. */
const hangUp = async (head, body, after) => {
  const socket = await connect();
  socket.write(head);
  socket.write(body);
  await sleep(after);
  socket.destroy();
};
const times = async (count, atOnce, one) => {
  let next = 0;
  await Promise.all(Array.from({ length: atOnce }, async () => { while (next < count) await one(next++); }));
};

const crc32 = (bytes) => {
  let sum = ~0;
  for (const byte of bytes) { sum ^= byte; for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1)); }
  return ~sum >>> 0;
};
/** A PNG of these rows of RGB pixels, each with its filter byte. */
const png = (width, height, rows) => {
  const chunk = (name, data) => {
    const inside = Buffer.concat([Buffer.from(name), data]), out = Buffer.alloc(inside.length + 8);
    out.writeUInt32BE(data.length); inside.copy(out, 4); out.writeUInt32BE(crc32(inside), inside.length + 4);
    return out;
  };
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width); size.writeUInt32BE(height, 4); size.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", size), chunk("IDAT", deflateSync(rows, { level: 1 })), chunk("IEND", Buffer.alloc(0))]);
};
const noisy = (side) => { const row = 1 + side * 3, rows = randomBytes(row * side); for (let y = 0; y < side; y++) rows[y * row] = 0; return png(side, side, rows); };

/** Requests the plan page repeatedly until stopped: the latency of each request in ms, sorted. */
const probe = (path, cookie) => {
  const through = new http.Agent({ keepAlive: true, maxSockets: 1 }), took = [];
  let on = true, failed = 0;
  const all = (async () => {
    while (on) {
      const start = performance.now();
      const answer = await ask(path, { cookie, through }).catch(() => null);
      if (answer?.status === 200) took.push(performance.now() - start); else failed++;
      await sleep(10);
    }
    through.destroy();
  })();
  return async () => { on = false; await all; took.sort((a, b) => a - b); return { took, failed }; };
};

const rows = [];
const phase = async (name, plan, cookie, work) => {
  const before = status("VmRSS");
  resetPeak();
  const stop = probe(plan, cookie);
  const note = await work();
  // Work that the load leaves behind slows pages down too.
  await wait(3_000);
  const { took, failed } = await stop();
  if (!took.length) throw new Error(`no page was drawn while: ${name}`);
  await settled();
  const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))].toFixed(0);
  rows.push([name, before.toFixed(0), status("VmHWM").toFixed(0), status("VmRSS").toFixed(0), at(0.5), at(0.99), at(1), String(took.length), String(failed), note]);
  return status("VmRSS");
};
const statuses = (answers) => [...new Set(answers)].map((one) => `${answers.filter((other) => other === one).length} x ${one}`).join(", ");

try {
  while (!(await ask("/readyz").then(() => true, () => false))) await sleep(100);
  const code = execFileSync(program, ["invite", "tasha-carter"], { env, encoding: "utf8" }).trim().split("/").pop();
  const entered = await ask("/api/account/accept", { fields: { code, name: "tasha", passphrase: "correct horse battery" } });
  const cookie = entered.headers["set-cookie"][0].split(";")[0];
  const plan = (await ask("/", { cookie })).text.match(/\/family\/[0-9a-f-]{36}\/plan/)[0];
  const thread = (await ask("/messages", { cookie })).text.match(/href="\/messages\/([0-9a-f-]{36})[#"]/)[1];
  const wrong = (n) => new URLSearchParams({ name: `nobody${n}`, passphrase: "not the right passphrase" }).toString();
  const pictures = [png(8_000, 6_000, Buffer.alloc(24_001 * 6_000)), noisy(255), noisy(580)];
  const upload = (picture) => {
    const field = (name, value) => `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const words = field("form", randomUUID()) + field("thread", thread) + field("to", "") + field("body", "look");
    return Buffer.concat([Buffer.from(`${words}--edge\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n`), picture, Buffer.from("\r\n--edge--\r\n")]);
  };

  await phase("nothing else", plan, cookie, () => wait(3_000).then(() => ""));
  const afterSignIns = await phase("2,000 sign-ins hung up after 12 ms", plan, cookie, async () => {
    await times(many(2_000), 16, (n) => hangUp(post("/api/account/sign-in", FORM, wrong(n).length), wrong(n), 12));
    return "";
  });
  const afterUploads = await phase("200 uploads hung up after 120 ms", plan, cookie, async () => {
    const sizes = pictures.map((one) => `${Math.round(one.length / 1000)} KB`).join(", ");
    await times(many(200), 8, (n) => { const body = upload(pictures[n % 3]); return hangUp(post("/api/messages/send", FILES, body.length, cookie), body, 120); });
    return `pictures of ${sizes}`;
  });
  await phase("50 bodies of a byte a second", plan, cookie, async () => {
    const open = await Promise.all(Array.from({ length: many(50) }, connect));
    open.forEach((socket, n) => socket.write(n % 2 ? post("/api/account/sign-in", FORM, 1_000) : post("/api/messages/send", FILES, 1_000, cookie)));
    for (let second = 0; second < (short ? 1 : 10); second++) { for (const socket of open) if (!socket.destroyed) socket.write("a"); await sleep(1_000); }
    const left = open.filter((socket) => !socket.destroyed).length;
    open.forEach((socket) => socket.destroy());
    return `${left} open after 10 s`;
  });
  await phase("2,000 idle connections", plan, cookie, async () => {
    const open = [];
    await times(many(2_000), 50, async () => { open.push(await connect()); });
    await wait(10_000);
    const left = open.filter((socket) => !socket.destroyed && socket.readyState === "open").length;
    open.forEach((socket) => socket.destroy());
    return `${left} open after 10 s`;
  });
  await phase("50 sign-ins at once", plan, cookie, async () => {
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: many(50) }, (_, n) =>
      ask("/api/account/sign-in", { fields: { name: `nobody${n}`, passphrase: "not the right passphrase" } }).then((answer) => answer.status, () => "broken")));
    return `${statuses(answers)} in ${((performance.now() - start) / 1000).toFixed(2)} s`;
  });

  const head = ["load", "MB before", "peak", "after", "plan p50 ms", "p99", "max", "pages", "failed", "note"];
  const widths = head.map((word, column) => Math.max(word.length, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  console.log([line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n"));
  const left = Math.max(afterSignIns, afterUploads);
  console.log(short ? "too short a load to judge its figures" : `after the hang-ups: ${left.toFixed(0)} MB (at most ${LIMIT_MB})`);
  process.exitCode = short || left <= LIMIT_MB ? 0 : 1;
} finally {
  agent.destroy();
  server.kill("SIGTERM");
  setTimeout(() => { server.kill("SIGKILL"); rmSync(folder, { recursive: true, force: true }); process.exit(); }, 2_000);
}
