// The pseudo-locale (accented texts, 40 % longer): reveals hard-coded text and overflow.
import { expect, Portal, test } from "./support";

test("with words 40 % longer nothing is hard-coded and nothing spills over", async ({ browser, contextOptions }) => {
  test.setTimeout(200_000);
  const portal = await Portal.start("sqlite", ["--pseudo-locale"]);
  const context = await browser.newContext({ ...contextOptions, viewport: { width: 320, height: 740 } });
  const page = await context.newPage();
  const found: string[] = [];
  const look = async (path: string) => {
    await page.goto(portal.address + path);
    await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.push(`${path} scrolls sideways by ${wide}`);
    const plain = await page.evaluate(() => {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const all: string[] = [];
      while (walk.nextNode()) {
        const element = walk.currentNode.parentElement!;
        // Authored text, names, addresses, scripts and an offered passphrase are not part of the user interface's texts.
        if (element.closest("bdi, body [lang], script, noscript, textarea, code, .offered-passphrase, .site-name, .avatars, #demo-people")) continue;
        const text = walk.currentNode.textContent!.replace(/\u2068[^\u2068\u2069]*\u2069/g, "").replace(/\u2068[^]*\u2069/g, "");
        if (/[aeiou]/i.test(text)) all.push(text.trim());
      }
      return all;
    });
    if (plain.length) found.push(`${path} has words of its own: ${plain.join(" | ")}`);
  };
  try {
    for (const path of ["/sign-in", "/welcome", "/welcome/NOSUCHCODE", "/language?from=/help", "/exit", "/help"]) await look(path);
    for (const key of ["maria-luna", "dana-fox", "alma-brooks"]) {
      await context.clearCookies();
      await page.goto(portal.invite(key));
      await page.locator("button[lang=en]").click();
      await expect(page.locator("#name")).toBeVisible();
      await look(new URL(page.url()).pathname);
      await page.locator("#name").fill(key);
      await page.locator("#passphrase").fill("el perro come pan");
      await page.locator("#main-form .btn:not(.link)").last().click();
      await expect(page.locator("#exit")).toBeVisible();
      await page.goto(portal.address);
      const hrefs = await page.locator("nav.bottom-nav a, main a[href^='/']").evaluateAll((all) => all.map((a) => a.getAttribute("href")!.split("#")[0]));
      for (const path of new Set(["/", "/families", "/messages/new", "/nowhere", ...hrefs])) await look(path);
    }
    expect(found).toEqual([]);
  } finally {
    await context.close();
    portal.stop();
  }
});
