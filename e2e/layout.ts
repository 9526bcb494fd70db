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
    return found;
  });
}
