// Test fixtures: one portal process per Playwright worker and database engine, and people who use
// it on a touch screen.
import { type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Engine = "sqlite" | "postgres";
export const LANGUAGES = ["en", "es", "hmn", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Skips a flow test with script off, except in Spanish and Arabic (one language of each direction).
 * The flow is the same in every language, and the texts come from the same catalog.
 */
export function withoutScriptOnlyInSpanishAndArabic(language: Language) {
  const skipped = base.info().project.name === "script-off" && language !== "es" && language !== "ar";
  base.skip(skipped, "with script off in Spanish and Arabic only");
}

/**
 * One language of each direction and one engine of each kind, for a flow whose steps do not depend
 * on the language. `pages.spec.ts` looks at its pages in every language.
 */
export const EACH_DIRECTION: [Language, Engine][] = [["es", "postgres"], ["ar", "sqlite"]];

/** Whether the longest tests run in each language with both engines, script on and off. */
export const EVERY_PAIRING = Boolean(process.env.EVERY_PAIRING);

/**
 * The runs of a flow that takes a minute: each language once, script on and off and both engines
 * twice. With `EVERY_PAIRING=1` that takes four times as long.
 */
export function flowRuns<Texts>(texts: Record<Language, Texts>): [Language, Engine, Texts, () => void][] {
  const once: Record<Language, [Engine, string]> = {
    en: ["sqlite", "script-on"], es: ["postgres", "script-off"], hmn: ["postgres", "script-on"], ar: ["sqlite", "script-off"],
  };
  return LANGUAGES.flatMap((language) => {
    const [only, project] = once[language];
    const engines: Engine[] = EVERY_PAIRING ? ["sqlite", "postgres"] : [only];
    const skipOther = () => base.skip(!EVERY_PAIRING && base.info().project.name !== project, `in this language with ${project}`);
    return engines.map((engine): [Language, Engine, Texts, () => void] => [language, engine, texts[language], skipOther]);
  });
}

/** The push service's origin. Nothing listens on this port. */
export const PUSH_SERVICE = "http://127.0.0.1:9";

/** A program that hangs would stop the whole test process: no test's timeout ends a blocking call. */
const DEADLINE = { encoding: "utf8", timeout: 30_000, killSignal: "SIGKILL" } as const;

const root = join(import.meta.dirname, "..");
const binary = join(root, "target/debug/alongside");

/** A text of a locale's Fluent file, so that tests follow the text instead of copying it. */
export function words(language: Language, key: string, values: Record<string, string> = {}): string {
  const feature = key.startsWith("error-") ? "common" : key.split("-")[0];
  const line = readFileSync(join(root, "locales", language, `${feature}.ftl`), "utf8").split("\n").find((l) => l.startsWith(`${key} =`));
  if (!line) throw new Error(`${language} has no ${key}`);
  return line.slice(key.length + 3).trim().replace(/\{ \$(\w+) \}/g, (_, name) => values[name] ?? `{${name}}`);
}

/** A pattern for a text that ignores the invisible bidi isolates around names. */
export function said(language: Language, key: string, values: Record<string, string> = {}): RegExp {
  const text = words(language, key, values).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp([...text].join("[\u200e\u200f\u2068\u2069]*").replace(/\\\[\u200e\u200f\u2068\u2069\]\*/g, "\\"));
}

export class Portal {
  private constructor(readonly address: string, private readonly env: NodeJS.ProcessEnv, readonly stop: () => void) {}

  static async start(engine: Engine, flags: string[] = []): Promise<Portal> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), "alongside-e2e-"));
    let database = `sqlite://${folder}/demo.db`;
    let system: string | undefined;
    if (engine === "postgres") {
      const server = process.env.ALONGSIDE_TEST_POSTGRES;
      if (!server) throw new Error("run this through script/test e2e, which starts PostgreSQL");
      const name = `e2e${port}`;
      execFileSync(join(process.env.PG_BIN ?? "", "psql"), ["-q", `${server}/postgres`, "-c", `CREATE DATABASE ${name} TEMPLATE alongside_template`], DEADLINE);
      database = `${server}/${name}`.replace("postgres@", "portal@");
      system = `${server}/${name}`.replace("postgres@", "portal_system@");
    }
    const address = `http://127.0.0.1:${port}`;
    const env = { ...process.env, DATABASE_URL: database, ALONGSIDE_SYSTEM_URL: system, ALONGSIDE_ADDR: `127.0.0.1:${port}`, ALONGSIDE_ASSETS_DIR: join(root, "target/site"), ALONGSIDE_ATTACHMENTS: join(folder, "files"), RUST_LOG: "warn" };
    // A VAPID key, and a push service that does not exist.
    const key = execFileSync(binary, ["generate-vapid-key"], DEADLINE).trim();
    const child = spawn(binary, ["serve", "--demo", `--vapid-key=${key}`, `--push-hosts=${PUSH_SERVICE}`, ...flags], { env, stdio: ["ignore", "ignore", "inherit"] });
    const portal = new Portal(address, env, () => { child.kill("SIGTERM"); rmSync(folder, { recursive: true, force: true }); });
    for (let tries = 0; ; tries++) {
      const up = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) }).then((r) => r.ok, () => false);
      if (up) return portal;
      if (tries > 200) {
        portal.stop();
        throw new Error("the portal did not start");
      }
      await new Promise((later) => setTimeout(later, 50));
    }
  }

  /** Creates an invitation and returns its URL, as it would be printed on paper. */
  invite(person: string): string {
    return execFileSync(binary, ["invite", person], { env: this.env, ...DEADLINE }).trim();
  }
}

async function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

/** A person with a browser of their own. */
export class Person {
  constructor(readonly page: Page, readonly portal: Portal, readonly language: Language) {}

  async go(path: string) {
    await this.page.goto(this.portal.address + path);
  }

  /** Chooses the person's language on the language page, and waits until the page is in it. */
  async choose() {
    await this.page.locator(`button[lang=${this.language}]`).tap();
    await expect(this.page.locator(`button[lang=${this.language}][aria-current]`).or(this.page.locator("#name"))).toBeVisible();
    await expect(this.page.locator("html")).toHaveAttribute("lang", this.language);
  }

  /** Redeems a new invitation in the person's language, through the pages. */
  async arrive(key: string, device: "own" | "shared" = "own") {
    await this.page.goto(this.portal.invite(key));
    await this.choose();
    await this.makeAccount(key, "el perro come pan", device);
    // What the quick exit does is explained once to each person, before anything else.
    if (this.page.url().endsWith("/exit")) await this.page.getByRole("button", { name: words(this.language, "account-exit-on"), exact: true }).tap();
    await expect(this.page).toHaveURL(`${this.portal.address}/`);
  }

  /** Fills in and sends the form of a new account, which is open. */
  async makeAccount(name: string, passphrase: string, device: "own" | "shared") {
    await this.page.locator("#name").fill(name);
    await this.page.locator("#passphrase").fill(passphrase);
    // A shared one is assumed, which offers no browser notices.
    await this.page.locator("label", { has: this.page.locator(`input[name=device][value=${device}]`) }).tap();
    await this.page.getByRole("button", { name: words(this.language, "account-accept"), exact: true }).tap();
    await this.page.waitForURL((url) => ["/", "/exit"].includes(url.pathname));
  }

  /** Signs in as a person of the demo, who has no passphrase, so that no slow hash is computed. */
  async lookAround(family: string, name: string) {
    await this.go("/sign-in");
    const people = this.page.locator(".demo details", { hasText: family });
    await people.locator("summary").tap();
    await people.getByRole("button", { name }).tap();
    await expect(this.page.locator("nav.bottom-nav")).toBeVisible();
  }

  async place(key: string) {
    await this.page.locator("nav.bottom-nav").getByRole("link", { name: words(this.language, key) }).first().tap();
  }

  /** Opens a folded section, if the page has it. */
  async unfold(selector: string) {
    await this.page.waitForLoadState();
    for (const summary of await this.page.locator(`${selector}:not([open]) > summary`).all()) await summary.tap();
  }

  async write(text: string) {
    await this.page.locator("#body").fill(text);
    await this.page.getByRole("button", { name: words(this.language, "messages-send"), exact: true }).tap();
    await expect(this.page.locator(".bubble.mine").last()).toContainText(text);
  }
}

type Fixtures = {
  /**
   * Whether the site that the quick exit opens is there, in place of the real one. Elsewhere not,
   * because a browser whose requests are intercepted caches nothing.
   */
  exitSite: boolean;
  /**
   * Whether each test gets portals of its own. For tests that measure pages, whose length would
   * else depend on what the tests before them wrote.
   */
  ownPortals: boolean;
  /** The portals of this test: its own, or those of its Playwright worker. */
  testPortals: (engine: Engine) => Promise<Portal>;
  /**
   * Opens a browser context for a person. Any unexpected warning or error in its console fails the
   * test.
   */
  someone: (language?: Language, engine?: Engine) => Promise<Person>;
};
type Workers = { portals: (engine: Engine) => Promise<Portal> };

/** Lends one portal for each engine, and stops them afterwards. */
async function withPortals(use: (portals: (engine: Engine) => Promise<Portal>) => Promise<void>) {
  const started = new Map<Engine, Promise<Portal>>();
  try {
    await use((engine) => {
      if (!started.has(engine)) started.set(engine, Portal.start(engine));
      return started.get(engine)!;
    });
  } finally {
    for (const portal of started.values()) (await portal).stop();
  }
}

export const test = base.extend<Fixtures, Workers>({
  exitSite: [false, { option: true }],
  ownPortals: [false, { option: true }],

  portals: [async ({}, use) => await withPortals(use), { scope: "worker" }],

  testPortals: async ({ ownPortals, portals }, use) => {
    if (ownPortals) await withPortals(use);
    else await use(portals);
  },

  someone: async ({ browser, contextOptions, exitSite, testPortals, javaScriptEnabled, viewport, hasTouch }, use) => {
    const contexts: BrowserContext[] = [];
    const noise: string[] = [];
    await use(async (language = "en", engine = "sqlite") => {
      const context = await browser.newContext({ ...contextOptions, javaScriptEnabled, viewport, hasTouch });
      contexts.push(context);
      if (exitSite) await context.route("https://www.weather.gov/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Weather</h1>" }));
      const page = await context.newPage();
      page.on("pageerror", (error) => noise.push(String(error)));
      page.on("console", (message) => {
        // Expected console messages: pages that are not found, ended sessions, form conflicts,
        // simulated outages and offline mode. Everything else fails the test.
        const expected = /status of (401|404|409|502|503)|net::ERR_INTERNET_DISCONNECTED/.test(message.text());
        if (["warning", "error"].includes(message.type()) && !expected) noise.push(message.text());
      });
      return new Person(page, await testPortals(engine), language);
    });
    for (const context of contexts) await context.close();
    expect(noise, "the browser's console").toEqual([]);
  },
});

export { expect };
