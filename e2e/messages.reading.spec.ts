// Where a conversation opens, what stays in view while one reads and writes, and a voice message
// that is heard before it is sent.
import { type Locator } from "@playwright/test";
import { expect, test, words, type Engine, type Language, type Person } from "./support";

const hasScript = () => test.info().project.name === "script-on";

/** Sends messages without opening the conversation at this path. */
async function send(person: Person, path: string, bodies: string[]) {
  const { address } = person.portal;
  for (const body of bodies) {
    const form = { form: crypto.randomUUID(), thread: path.split("/").pop()!, body };
    const sent = await person.page.context().request.post(`${address}/api/messages/post`, { headers: { accept: "application/json", origin: address }, form });
    expect(sent.ok(), await sent.text()).toBe(true);
  }
}

/** Waits until the element is between the bar at the top and the composer. */
async function expectInView(person: Person, element: Locator) {
  await expect(async () => {
    const [box, bar, composer] = await Promise.all([element, person.page.locator(".top-bar"), person.page.locator(".composer")].map((one) => one.boundingBox()));
    expect(box!.y).toBeGreaterThanOrEqual(bar!.y + bar!.height);
    expect(box!.y + box!.height).toBeLessThanOrEqual(composer!.y);
  }).toPass({ timeout: 10_000 });
}

/** Waits until the button to send is above the navigation at the bottom. */
async function expectSendAtHand(person: Person) {
  await expect(async () => {
    const send = await person.page.getByRole("button", { name: words(person.language, "messages-send"), exact: true }).boundingBox();
    const bar = await person.page.locator(".bottom-nav").boundingBox();
    expect(send!.y + send!.height).toBeLessThanOrEqual(bar!.y);
    expect(bar!.y - send!.y, "docked, and not further up").toBeLessThan(120);
  }).toPass({ timeout: 10_000 });
}

for (const [engine, language, mother, partner, name] of [["postgres", "es", "maria-luna", "rosa-jimenez", "Rosa"], ["sqlite", "ar", "mariam-haddad", "samira-nasser", "Samira"]] as [Engine, Language, string, string, string][]) {
  test(`a conversation opens where reading goes on, on ${engine}, in ${language}`, async ({ someone }) => {
    const [her, theirs] = [await someone(language, engine), await someone("en", engine)];
    await her.arrive(mother);
    await theirs.arrive(partner);
    const row = her.page.locator("main a.list-row", { hasText: name });
    await her.go("/messages/new");
    await row.first().tap();
    await expectSendAtHand(her);
    await her.write("one");
    const address = new URL(her.page.url()).pathname;
    const divider = her.page.locator(".unread-divider");
    const last = her.page.locator(".bubble").last();

    // Many unread messages: the first one is in view, below one divider.
    await her.go("/help");
    await send(theirs, address, Array.from({ length: 12 }, (_, n) => `unread ${n + 1}.`));
    await her.go("/messages");
    await row.first().tap();
    await expect(divider).toHaveText(words(language, "messages-unread-divider"));
    await expectInView(her, divider);
    await expectInView(her, her.page.locator(".bubble", { hasText: "unread 1." }));
    await expectSendAtHand(her);

    // All are read: the newest one is in view. What she writes stays in view.
    await her.go("/messages");
    await row.first().tap();
    await expect(divider).toHaveCount(0);
    await expectInView(her, last);
    await her.page.waitForLoadState("networkidle").catch(() => null);
    await her.write("what she wrote");
    await expectInView(her, her.page.locator(".bubble.mine").last());

    // One new message, which comes by itself or by the link.
    await send(theirs, address, ["the answer"]);
    if (!hasScript()) await her.page.getByRole("link", { name: words(language, "messages-look-again") }).tap();
    await expect(last).toContainText("the answer");
    await expect(divider).toHaveCount(hasScript() ? 0 : 1);
    await expectInView(her, last);
    await expectSendAtHand(her);
    if (hasScript()) {
      // A low window has no room for the composer beside the messages.
      await her.page.setViewportSize({ width: 360, height: 420 });
      const top = await her.page.evaluate(() => { scrollTo(0, 0); return document.querySelector(".composer")!.getBoundingClientRect().top; });
      expect(top).toBeGreaterThan(420);
      return;
    }
    // The same link loads the page again although its address is open.
    await send(theirs, address, ["another answer"]);
    await her.page.getByRole("link", { name: words(language, "messages-look-again") }).tap();
    await expect(last).toContainText("another answer");
  });
}

test("a voice message is heard and removed before it is sent", async ({ someone }) => {
  test.skip(!hasScript(), "a device records by script");
  const tasha = await someone("en");
  // A headless browser has no microphone: a tone takes its place.
  await tasha.page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext();
      const microphone = context.createMediaStreamDestination();
      const tone = context.createOscillator();
      tone.connect(microphone);
      tone.start();
      await context.resume();
      return microphone.stream;
    };
  });
  await tasha.arrive("tasha-carter");
  await tasha.go("/messages");
  await tasha.page.locator("main a.list-row", { hasText: /June/ }).first().tap();
  await tasha.page.waitForLoadState("networkidle").catch(() => null);
  await tasha.page.locator(".add-file summary").tap();
  const voice = tasha.page.locator("#voice");
  const button = (key: string) => voice.getByRole("button", { name: words("en", `messages-voice-${key}`), exact: true });
  const recordings = () => tasha.page.locator("#file").evaluate((input) => (input as HTMLInputElement).files!.length);
  const record = async () => {
    await button("start").tap();
    await expect(voice.getByRole("status")).toHaveText(words("en", "messages-voice-on"));
    await tasha.page.waitForTimeout(700);
    await button("stop").tap();
    await expect(voice.getByRole("status")).toHaveText(words("en", "messages-voice-done"));
    expect(await recordings()).toBe(1);
  };
  await record();
  await expect(button("start"), "one recording in a message").toBeHidden();
  await button("play").tap();
  await expect(button("play-stop")).toBeVisible();
  await expect(button("play"), "it has been played to its end").toBeVisible();
  await button("remove").tap();
  await expect(voice.getByRole("status")).toHaveText(words("en", "messages-voice-removed"));
  expect(await recordings()).toBe(0);
  await record();
  await tasha.page.getByRole("button", { name: words("en", "messages-send"), exact: true }).tap();
  await expect(tasha.page.locator(".bubble.mine").last().locator("audio")).toHaveCount(1);
});
