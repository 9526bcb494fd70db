// Takes screenshots of every page as a demo person:
// node e2e/screens.mjs ADDRESS FOLDER LANGUAGE [WIDTH] [light|dark] [PERSON]
import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";

const [address, folder, language, width = "360", theme = "light", person = "María Luna"] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"] });
const context = await browser.newContext({ viewport: { width: Number(width), height: 740 }, colorScheme: theme, deviceScaleFactor: 1 });
const page = await context.newPage();
page.on("console", (m) => console.log(m.type(), m.text()));
const shot = async (name) => { await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true }); };
const speak = async (from = "/sign-in") => {
  await page.goto(`${address}/language?from=${from}`);
  await page.locator(`button[lang=${language}]`).click();
};
await speak();
await shot("sign-in");
for (const path of ["/welcome", "/help", "/exit", "/language", "/welcome/NOSUCHCODE"]) { await page.goto(address + path); await shot(path.slice(1).replace("/", "-")); }
await page.goto(`${address}/sign-in`);
await page.locator(`form:has(button:text("${person}")) button`).first().evaluate((b) => b.closest("form").submit());
await page.waitForURL(`${address}/`);
await speak("/");
await shot("home");
const link = (end) => page.locator(`nav.bottom-nav a[href$="${end}"]`).getAttribute("href").catch(() => null);
const family = await page.locator("nav.bottom-nav a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
for (const href of family.filter((h) => h !== "/")) { await page.goto(address + href); await shot(href.split("/").pop()); }
const dates = await link("/calendar");
if (dates) {
  await page.goto(address + dates);
  const date = await page.locator("main a.list-row").first().getAttribute("href").catch(() => null);
  if (date) { await page.goto(address + date); await shot("event"); }
}
await page.goto(`${address}/messages/new`); await shot("messages-new");
await page.goto(`${address}/messages`);
const thread = await page.locator("main a.list-row").first().getAttribute("href").catch(() => null);
if (thread) { await page.goto(address + thread); await page.waitForTimeout(800); await shot("thread"); }
await page.goto(`${address}/nowhere`); await shot("missing");
await browser.close();
