// Forms in the browser: a sent message does not come back as a draft, typed text is kept, and texts
// that scripts update stay visible on a page that the browser has translated.
import { type Page } from "@playwright/test";
import { expect, test, words, type Engine, type Person } from "./support";

const skipWithoutScript = () => test.skip(test.info().project.name === "script-off", "this is about script");

async function open(one: Person, key: string, name: string) {
  await one.arrive(key);
  await one.go("/messages/new");
  await one.page.locator("main a.list-row", { hasText: name }).first().tap();
  await one.page.waitForLoadState("networkidle").catch(() => null);
}

/** Emulates a slow network: adds `latency` milliseconds to every request. */
async function slow(page: Page, latency: number) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: -1, uploadThroughput: -1 });
}

/** Replaces each text node with two nested elements, as a browser's page translation does. */
async function translate(page: Page) {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement!.closest("script, style, textarea, option")) continue;
      const outer = document.createElement("font");
      outer.append(document.createElement("font"));
      outer.firstElementChild!.textContent = text.data;
      text.replaceWith(outer);
    }
  });
}

for (const [engine, latency] of [["sqlite", 0], ["postgres", 300], ["sqlite", 800]] as [Engine, number][]) {
  test(`a message that was sent does not come back as a draft, on ${engine}, at ${latency} ms`, async ({ someone }) => {
    skipWithoutScript();
    const her = await someone("en", engine);
    await open(her, "tasha-carter", "June");
    await her.write(`open-${Date.now()}`);
    const address = her.page.url();
    await her.page.waitForLoadState("networkidle").catch(() => null);
    await slow(her.page, latency);
    for (const pause of [100, 400, 650]) {
      const text = `sent-${pause}-${Date.now()}`;
      await her.page.locator("#body").pressSequentially(text);
      await her.page.waitForTimeout(pause);
      await her.page.getByRole("button", { name: "Send", exact: true }).tap();
      await expect(her.page.locator("#body")).toHaveValue("");
      await her.page.waitForTimeout(1000 + latency);
      const again = await her.page.context().newPage();
      await again.goto(address);
      await expect(again.locator(".bubble.mine", { hasText: text })).toHaveCount(1);
      await expect(again.locator("#body")).toHaveValue("");
      await again.close();
    }
    // Text typed while a send is in flight is the next message; its draft must be saved.
    await her.page.locator("#body").fill("this goes");
    await her.page.getByRole("button", { name: "Send", exact: true }).tap();
    await her.page.locator("#body").pressSequentially(" and this is next");
    const typed = await her.page.locator("#body").inputValue();
    await expect(her.page.locator(".bubble.mine", { hasText: "this goes" })).toHaveCount(1);
    await her.page.waitForTimeout(1500 + 2 * latency);
    await her.page.goto(address);
    await expect(her.page.locator("#body")).toHaveValue(typed);
  });
}

test("what script says is seen on a translated page", async ({ someone }) => {
  skipWithoutScript();
  const [her, theirs] = [await someone("en"), await someone("en")];
  await open(her, "tasha-carter", "June");
  await her.write(`first-${Date.now()}`);
  await theirs.arrive("june-bell");
  await theirs.go(new URL(her.page.url()).pathname);
  const status = her.page.locator(".composer-status");
  const receipt = her.page.locator(".receipt");
  await her.page.reload();
  await her.page.waitForLoadState("networkidle").catch(() => null);
  await expect(receipt).toHaveText(words("en", "messages-receipt-read"));
  await her.page.locator("#body").fill("a".repeat(4700));
  await expect(her.page.getByText("300", { exact: false }).first()).toBeVisible();
  await expect(status).toHaveText(words("en", "messages-draft-saved"));
  await translate(her.page);
  // Each text that scripts update must change once more after the translation: remaining
  // characters, draft status, send status and read receipt.
  await her.page.locator("#body").fill("a".repeat(4800));
  await expect(her.page.locator("#main-form")).toContainText("200");
  await translate(her.page);
  await her.page.locator("#body").fill(`second-${Date.now()}`);
  await expect(her.page.locator("#main-form")).not.toContainText("200");
  await her.page.getByRole("button", { name: "Send", exact: true }).tap();
  await expect(status).toHaveText(words("en", "messages-sent"));
  await translate(her.page);
  await expect(receipt).not.toBeEmpty();
  const before = await receipt.textContent();
  await theirs.write("and here is mine");
  await expect(her.page.locator("[role=log] .bubble", { hasText: "and here is mine" })).toBeVisible();
  await expect(receipt).not.toHaveText(before!);
  await translate(her.page);
  await her.page.route(/\/live\?|\/api\/messages\/newer/, (route) => route.fulfill({ status: 503, body: "" }));
  await her.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await theirs.write("again");
  await expect(her.page.locator(".live-status")).toHaveText(words("en", "messages-disconnected"), { timeout: 30_000 });
  await translate(her.page);
  await her.page.unroute(/\/live\?|\/api\/messages\/newer/);
  await expect(her.page.locator(".live-status")).toBeEmpty({ timeout: 40_000 });
});

test("a page that was translated before its module came works all the same", async ({ someone }) => {
  skipWithoutScript();
  const her = await someone("en");
  await open(her, "tasha-carter", "June");
  await her.write(`early-${Date.now()}`);
  await her.page.route("**/*.wasm", async (route) => { await new Promise((later) => setTimeout(later, 1500)); await route.continue(); });
  await her.page.reload({ waitUntil: "domcontentloaded" });
  await translate(her.page);
  await her.page.locator("#body").pressSequentially("typed on a translated page");
  await expect(her.page.locator(".composer-status")).toHaveText(words("en", "messages-draft-saved"));
});
