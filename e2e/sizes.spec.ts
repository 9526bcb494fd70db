// Large fonts, small windows and long words: the quick exit stays visible, and nothing overflows.
import { expect, test, LANGUAGES, words, type Person } from "./support";

test.skip(() => test.info().project.name === "script-off", "the same pages; measuring needs script");

/** Returns the layout faults of the page at the current window and font size. */
async function wrong(person: Person): Promise<string[]> {
  return person.page.evaluate(() => {
    const found: string[] = [];
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide > 0) found.push(`scrolls sideways by ${wide}`);
    const outside = (element: Element, what: string) => {
      const { left, right } = element.getBoundingClientRect();
      if (left < -0.5 || right > innerWidth + 0.5) found.push(`${what} is cut: ${Math.round(left)} to ${Math.round(right)} of ${innerWidth}`);
    };
    document.querySelectorAll("#exit button").forEach((one) => { outside(one, "the exit"); });
    document.querySelectorAll(".bubble.mine").forEach((one) => { outside(one, "a message of one's own"); });
    // Measures the text itself, not its box.
    const labels = [...document.querySelectorAll(".top-bar .btn span, .top-bar .site-name, .bottom-nav a > span:not(.count, .visually-hidden)")].map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return { text: one.textContent, box: range.getBoundingClientRect(), bar: one.closest(".top-bar, .bottom-nav") };
    });
    for (const [n, one] of labels.entries()) {
      if (one.box.left < 0 || one.box.right > innerWidth) found.push(`"${one.text}" is cut`);
      for (const other of labels.slice(n + 1)) {
        const apart = one.box.right <= other.box.left + 0.5 || other.box.right <= one.box.left + 0.5 || one.box.bottom <= other.box.top + 0.5 || other.box.bottom <= one.box.top + 0.5;
        if (one.bar === other.bar && !apart) found.push(`"${one.text}" lies on "${other.text}"`);
      }
    }
    return found;
  });
}

const resize = async (person: Person, width: number, height: number, percent = 100) => {
  await person.page.setViewportSize({ width, height });
  await person.page.evaluate((size) => { document.documentElement.style.fontSize = `${size}%`; }, percent);
};

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
    for (const path of ["/", plan!, thread, "/messages/notify"]) {
      await maria.go(path);
      for (const width of [320, 360, 390]) {
        for (const percent of [100, 130, 150, 175, 200]) {
          await resize(maria, width, 740, percent);
          found.push(...(await wrong(maria)).map((fault) => `${path} at ${width}, ${percent} %: ${fault}`));
        }
      }
    }
    expect(found).toEqual([]);
  });
}

test("bars stay on a phone held upright, and give way in a low window", async ({ someone }) => {
  const maria = await someone("es");
  await maria.arrive("maria-luna");
  await maria.go(await maria.page.locator("nav.bottom-nav a[href$='/plan']").getAttribute("href").then((href) => href!));
  const bars = () => maria.page.evaluate(() => {
    scrollTo(0, 700);
    const [top, nav] = [".top-bar", ".bottom-nav"].map((bar) => document.querySelector(bar)!.getBoundingClientRect());
    return { top: top.bottom > 0, nav: nav.top < innerHeight, exit: document.querySelector("#exit button")!.getBoundingClientRect().top >= 0 };
  });
  await resize(maria, 360, 740);
  expect(await bars()).toEqual({ top: true, nav: true, exit: true });
  // 400 % zoom on a laptop; a phone in landscape with its keyboard open; fonts at 200 %.
  for (const [width, height, percent] of [[320, 256, 100], [640, 170, 100], [360, 740, 200]]) {
    await resize(maria, width, height, percent);
    expect(await bars(), `${width}x${height}, ${percent} %`).toEqual({ top: false, nav: false, exit: false });
  }
  // With moderately larger fonts the bottom bar needs a second row and is no longer fixed, but the
  // quick exit stays in place.
  await resize(maria, 320, 740, 130);
  expect(await bars()).toEqual({ top: true, nav: false, exit: true });
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
  const found = (await wrong(maria)).map((fault) => `a message: ${fault}`);
  // On every page that shows authored text, each text is replaced with a word of forty letters.
  for (const path of ["/", plan!, `${plan}/section/needs`, `${plan}/replies`, thread, `${thread}/readers`, "/messages/new", "/families", "/messages/search", `${plan!.replace("/plan", "/sharing")}`]) {
    await maria.go(path);
    await maria.page.evaluate(() => {
      document.querySelectorAll("details").forEach((details) => { details.open = true; });
      const walk = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
      const all: Text[] = [];
      while (walk.nextNode()) all.push(walk.currentNode as Text);
      for (const text of all.filter((one) => one.data.trim() && !one.parentElement!.closest("script, noscript, style, svg"))) text.data = "Wijeyakulasuriyaratnamalabhayagunawardena";
    });
    found.push(...(await wrong(maria)).map((fault) => `${path}: ${fault}`));
  }
  expect(found).toEqual([]);
});
