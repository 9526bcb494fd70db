// Windows and default fonts of other sizes than a test's own, and what is wrong with a page in them.
import type { CDPSession, Page } from "@playwright/test";
import type { Person } from "./support";

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/**
 * Sets the size of the window and of the browser's default font. Unlike a font size of the page, the
 * default font also counts in media queries, as on a phone whose owner has chosen larger letters.
 */
export async function resize({ page }: Person, width: number, height: number, font = 16) {
  if (!sessions.has(page)) sessions.set(page, page.context().newCDPSession(page));
  await page.setViewportSize({ width, height });
  await (await sessions.get(page)!).send("Page.setFontSizes", { fontSizes: { standard: font } });
}

/** How long the page is, and how many choices its main part offers, as in `PageBudget`. */
export async function pageSize({ page }: Person): Promise<{ screens: number; choices: number }> {
  return page.evaluate(() => {
    const choices = [...document.querySelectorAll("main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)")];
    return { screens: document.documentElement.scrollHeight / 740, choices: choices.filter((one) => one.checkVisibility() && !one.closest("footer")).length };
  });
}

/** Whether the page scrolls sideways, and what is too small to tap. */
export async function tapFaults({ page }: Person): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const targets = document.querySelectorAll("a, button, input:not([type=hidden], [type=radio], [type=checkbox]), label.choice, select, textarea, summary");
    const small = [...targets].filter((one) => {
      if (one.matches(".skip-link, [aria-hidden=true]")) return false;
      const { width, height } = one.getBoundingClientRect();
      const main = one.matches(".btn:not(.link), .bottom-nav a, a.list-row, a[href^='tel:'], a[href^='sms:'], label.choice, input, select, textarea");
      return width > 0 && (height < (main ? 44 : 24) || width < 24);
    }).map((one) => {
      const { width, height } = one.getBoundingClientRect();
      return `${one.textContent?.slice(0, 30)} ${Math.round(width)}x${Math.round(height)}`;
    });
    return [...(wide > 0 ? [`scrolls sideways by ${wide}`] : []), ...(small.length ? [`too small to tap: ${small}`] : [])];
  });
}

/** What is wrong with the layout of the page, above all with the quick exit and with the bars. */
export async function layoutFaults({ page }: Person): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    scrollTo(0, 0);
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`scrolls sideways by ${wide}`);
    const outside = (element: Element, what: string) => {
      const { left, right } = element.getBoundingClientRect();
      if (left < -0.5 || right > innerWidth + 0.5) found.push(`${what} is cut: ${Math.round(left)} to ${Math.round(right)} of ${innerWidth}`);
    };
    const exit = document.querySelector("#exit button")!;
    const { top, bottom } = exit.getBoundingClientRect();
    outside(exit, "the exit");
    if (top < 0 || bottom > innerHeight) found.push(`the exit is cut: ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}`);
    for (const other of document.querySelectorAll(".top-bar a, .top-bar > button:not(.visually-hidden)")) {
      if (other.getBoundingClientRect().top < top - 1) found.push(`"${other.textContent}" stands above the exit`);
    }
    document.querySelectorAll(".bubble.mine").forEach((one) => { outside(one, "a message of one's own"); });
    // Measures the text itself, not its box.
    const labels = [...document.querySelectorAll(".top-bar .btn span, .top-bar .site-name, .bottom-nav a > span:not(.count, .visually-hidden)")].map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return { text: one.textContent, box: range.getBoundingClientRect(), bar: one.closest(".top-bar, .bottom-nav") };
    });
    for (const [n, one] of labels.entries()) {
      if (one.box.left < -0.5 || one.box.right > innerWidth + 0.5) found.push(`"${one.text}" is cut`);
      for (const other of labels.slice(n + 1)) {
        const apart = one.box.right <= other.box.left + 0.5 || other.box.right <= one.box.left + 0.5 || one.box.bottom <= other.box.top + 0.5 || other.box.bottom <= one.box.top + 0.5;
        if (one.bar === other.bar && !apart) found.push(`"${one.text}" lies on "${other.text}"`);
      }
    }
    // Text beyond the side where lines begin is cut off without making the page wider.
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walk.nextNode()) {
      const text = walk.currentNode.textContent!.trim();
      if (!text || walk.currentNode.parentElement!.closest(".visually-hidden, .skip-link, .table-scroll, textarea, select")) continue;
      range.selectNode(walk.currentNode);
      const { left, right, width } = range.getBoundingClientRect();
      if (width > 0 && (left < -0.5 || right > innerWidth + 0.5)) found.push(`"${text.slice(0, 40)}" is cut: ${Math.round(left)} to ${Math.round(right)} of ${innerWidth}`);
    }
    return found;
  });
}

/** Words that are broken over two lines, and sentences that end with two periods. */
export async function textFaults({ page }: Person): Promise<string[]> {
  return page.evaluate(() => {
    const found = document.body.innerText.match(/.*[^.]\.\.(?!\.).*/g) ?? [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walk.nextNode()) {
      const node = walk.currentNode;
      // What a closed disclosure holds is not laid out.
      if (!node.parentElement!.checkVisibility({ contentVisibilityAuto: true }) || node.parentElement!.closest(".visually-hidden, .skip-link, textarea, select, script, style")) continue;
      for (const { 0: word, index } of node.textContent!.matchAll(/[\p{L}\p{M}]{2,18}/gu)) {
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(`"${word}" is broken over two lines`);
      }
    }
    return found;
  });
}
