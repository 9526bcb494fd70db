// Accessibility checks of a page by axe.
import type { Page } from "@playwright/test";
import { createRequire } from "node:module";

const SOURCE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Which rules run: `RunOptions` of axe. */
export type Rules = { runOnly: { type: "tag" | "rule"; values: string[] }; rules?: Record<string, { enabled: boolean }> };

const prepared = new WeakSet<Page>();

/**
 * Adds axe to every document that this page opens from now on. Content security policies do not
 * stop it, and the browser keeps the compiled code.
 */
export async function prepareAxe(page: Page) {
  if (prepared.has(page)) return;
  prepared.add(page);
  await page.addInitScript({ path: SOURCE });
}

/** The violations of these rules, each with its elements. */
export async function axeFaults(page: Page, rules: Rules): Promise<{ id: string; elements: string }[]> {
  if (page.frames().length > 1) throw new Error("axe would not check the frames of this page");
  return page.evaluate(async (which) => {
    type Axe = { run(context: Document, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    const { axe } = window as unknown as { axe: Axe };
    // A report of what passed, or of where an element is, takes longer than the rules.
    const { violations } = await axe.run(document, { ...which, resultTypes: ["violations"], selectors: false });
    return violations.map(({ id, nodes }) => ({ id, elements: nodes.map(({ html }) => html).join(" | ") }));
  }, rules);
}
