// Large fonts, small windows and long words: the quick exit stays visible, and nothing overflows.
import { layoutFaults, resize } from "./layout";
import { expect, test, LANGUAGES, words, type Person } from "./support";

/** The address of the first conversation in the list, without its fragment. */
const firstThread = async (person: Person) => (await person.page.locator("main a.list-row").first().getAttribute("href"))!.split("#")[0];

for (const language of LANGUAGES) {
  test(`large letters cut nothing off in ${language}`, async ({ someone }) => {
    const maria = await someone(language);
    await maria.arrive("maria-luna");
    await maria.go("/messages");
    const thread = await firstThread(maria);
    const plan = await maria.page.locator("nav.bottom-nav a[href$='/plan']").getAttribute("href");
    const found: string[] = [];
    for (const path of ["/", plan!, `${plan}/safety`, `${plan}/week`, thread, "/messages/notify"]) {
      await maria.go(path);
      // Phones, each with four sizes of the default font, and a laptop's window at 400 % zoom.
      const phones = [320, 360, 390].flatMap((width) => [16, 20, 24, 32].map((font) => [width, 740, font]));
      for (const [width, height, font] of [...phones, [320, 256, 16]]) {
        await resize(maria, width, height, font);
        found.push(...(await layoutFaults(maria)).map((fault) => `${path} at ${width}x${height}, ${font} px: ${fault}`));
      }
    }
    expect(found).toEqual([]);
  });
}

const SURFACES = ["--paper", "--card", "--teal-soft", "--sun-soft", "--rose-soft", "--leaf-soft"];

/** The pairs of these color tokens whose contrast is below `least`, in the color scheme of the page (WCAG 2.2). */
async function lowContrasts({ page }: Person, colors: string[], surfaces: string[], least: number): Promise<string[]> {
  return page.evaluate(([colors, surfaces, least]) => {
    const style = getComputedStyle(document.documentElement);
    const luminance = (name: string) => {
      const hex = style.getPropertyValue(name).trim();
      const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return colors.flatMap((color) => surfaces.filter((surface) => {
      const [dark, light] = [luminance(color), luminance(surface)].sort((one, other) => one - other);
      return !((light + 0.05) / (dark + 0.05) >= least);
    }).map((surface) => `${color} on ${surface}`));
  }, [colors, surfaces, least] as const);
}

test("text stands out on every surface", async ({ someone }) => {
  const visitor = await someone("en");
  await visitor.go("/help");
  for (const colorScheme of ["light", "dark"] as const) {
    await visitor.page.emulateMedia({ colorScheme });
    expect(await lowContrasts(visitor, ["--ink", "--ink-soft", "--teal", "--sun", "--rose", "--leaf"], SURFACES, 4.5), colorScheme).toEqual([]);
    // Words on a button and in the count of unread messages.
    expect(await lowContrasts(visitor, ["--on-teal"], ["--teal"], 4.5), colorScheme).toEqual([]);
    expect(await lowContrasts(visitor, ["--card"], ["--rose"], 4.5), colorScheme).toEqual([]);
    // The borders of fields.
    expect(await lowContrasts(visitor, ["--line-strong"], ["--paper", "--card"], 3), colorScheme).toEqual([]);
  }
});

test("the focus ring stands out on every surface", async ({ someone }) => {
  const visitor = await someone("en");
  await visitor.go("/help");
  for (const colorScheme of ["light", "dark"] as const) {
    await visitor.page.emulateMedia({ colorScheme });
    expect(await lowContrasts(visitor, ["--focus"], SURFACES, 3), colorScheme).toEqual([]);
    // Around the button: a gap in the color of the page, and the ring around it.
    await visitor.page.locator("#exit button").focus();
    await visitor.page.keyboard.press("Tab");
    await visitor.page.keyboard.press("Shift+Tab");
    const ring = await visitor.page.locator("#exit button").evaluate((button) => {
      const { outlineColor, outlineOffset, boxShadow } = getComputedStyle(button);
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = "var(--focus)";
      const focus = getComputedStyle(probe).color;
      probe.remove();
      return { isFocusColor: outlineColor === focus, outlineOffset, gap: boxShadow.startsWith(getComputedStyle(document.body).backgroundColor) };
    });
    expect(ring, colorScheme).toEqual({ isFocusColor: true, outlineOffset: "2px", gap: true });
  }
});

test("bars stay on a phone held upright, and give way in a low window", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.go(await maria.page.locator("nav.bottom-nav a[href$='/plan']").getAttribute("href").then((href) => href!));
  const bars = () => maria.page.evaluate(() => {
    scrollTo(0, 700);
    const [top, nav] = [".top-bar", ".bottom-nav"].map((bar) => document.querySelector(bar)!.getBoundingClientRect());
    return { top: top.bottom > 0, nav: nav.top < innerHeight && nav.bottom > innerHeight - 1, exit: document.querySelector("#exit button")!.getBoundingClientRect().top >= 0 };
  });
  await resize(maria, 360, 740);
  expect(await bars()).toEqual({ top: true, nav: true, exit: true });
  // 400 % zoom on a laptop; a phone in landscape with its keyboard open; fonts at 200 %.
  for (const [width, height, font] of [[320, 256, 16], [640, 170, 16], [360, 740, 32]]) {
    await resize(maria, width, height, font);
    expect(await bars(), `${width}x${height}, ${font} px`).toEqual({ top: false, nav: false, exit: false });
  }
  // With moderately larger fonts the bottom bar needs a second row and is no longer fixed, but the
  // quick exit stays in place.
  await resize(maria, 320, 740, 21);
  expect(await bars()).toEqual({ top: true, nav: false, exit: true });
});

test("the overview of the plan is short, and asks for little", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.go(await maria.page.locator("nav.bottom-nav a[href$='/plan']").getAttribute("href").then((href) => href!));
  await resize(maria, 360, 740);
  const { screens, choices } = await maria.page.evaluate(() => ({
    screens: document.documentElement.scrollHeight / innerHeight,
    // The help lines at the end of every page do not count, nor what is folded away.
    choices: [...document.querySelectorAll("main :is(a, button, summary)")].filter((one) => !one.closest("footer") && (one.matches("summary") || !one.closest("details:not([open])"))).length,
  }));
  expect(screens).toBeLessThanOrEqual(3);
  expect(choices).toBeLessThanOrEqual(15);
});

test("nothing lies beneath the bars", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.go(await maria.page.locator("nav.bottom-nav a[href$='/plan']").getAttribute("href").then((href) => href!));
  await resize(maria, 390, 740);
  const out = maria.page.getByRole("button", { name: words("es", "common-sign-out") });
  const inTheOpen = () => out.evaluate((button) => {
    scrollTo(0, document.documentElement.scrollHeight);
    const { left, top, width, height } = button.getBoundingClientRect();
    return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  expect(await inTheOpen()).toBe(true);
  await resize(maria, 1024, 768);
  expect(await inTheOpen()).toBe(true);
  const beneath = await maria.page.evaluate(() => document.querySelector("main")!.getBoundingClientRect().left - document.querySelector(".bottom-nav")!.getBoundingClientRect().right);
  expect(beneath, "the page begins beside the bar").toBeGreaterThanOrEqual(0);
  const offCenter = await maria.page.locator(".bottom-nav a").evaluateAll((all) => all.filter((link) => {
    const [pill, label] = [link, link.querySelector("span")!].map((one) => one.getBoundingClientRect());
    return Math.abs(pill.top + pill.bottom - label.top - label.bottom) > 4;
  }).length);
  expect(offCenter, "labels in the middle of their pill").toBe(0);
});

test("a wide window shows the other conversations beside the open one", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.go("/messages");
  await maria.go(await firstThread(maria));
  const list = maria.page.locator("nav.side-list");
  await resize(maria, 390, 740);
  await expect(list).toBeHidden();
  await resize(maria, 1280, 740);
  await expect(list.locator("a[aria-current=page]")).toBeVisible();
  const inOrder = await maria.page.evaluate(() => {
    const all = [".skip-link", "#exit", ".bottom-nav", ".side-list", "main"].map((selector) => document.querySelector(selector)!);
    const [nav, beside, main] = all.slice(2).map((one) => one.getBoundingClientRect());
    return all.every((one, n) => n === 0 || all[n - 1].compareDocumentPosition(one) === Node.DOCUMENT_POSITION_FOLLOWING) && nav.right <= beside.left && beside.right <= main.left;
  });
  expect(inOrder, "as on the screen, so with the keyboard").toBe(true);
  expect(await layoutFaults(maria)).toEqual([]);
});

test("a word without end widens no page", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  const plan = await maria.page.locator("nav.bottom-nav a[href$='/plan']").getAttribute("href");
  await maria.go("/messages");
  const thread = await firstThread(maria);
  await maria.go(thread);
  await maria.page.setViewportSize({ width: 320, height: 740 });
  await maria.write(`https://www.google.com/maps/place/${"a1".repeat(48)}`);
  await maria.write("á".repeat(400));
  await maria.page.reload();
  const found = (await layoutFaults(maria)).map((fault) => `a message: ${fault}`);
  // On every page that shows authored text, each text but the numbers to call is replaced with a
  // word of forty letters.
  for (const path of ["/", plan!, `${plan}/words`, `${plan}/goals`, `${plan}/children`, `${plan}/needs`, `${plan}/section/needs`, `${plan}/replies`, thread, `${thread}/readers`, "/messages/new", "/families", "/messages/search", `${plan!.replace("/plan", "/sharing")}`]) {
    await maria.go(path);
    await maria.page.evaluate(() => {
      document.querySelectorAll("details").forEach((details) => { details.open = true; });
      const walk = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
      const all: Text[] = [];
      while (walk.nextNode()) all.push(walk.currentNode as Text);
      for (const text of all.filter((one) => one.data.trim() && !one.parentElement!.closest("script, noscript, style, svg, a[href^='tel:']"))) text.data = "Wijeyakulasuriyaratnamalabhayagunawardena";
    });
    found.push(...(await layoutFaults(maria)).map((fault) => `${path}: ${fault}`));
  }
  expect(found).toEqual([]);
});
