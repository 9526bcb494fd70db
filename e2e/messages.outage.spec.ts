// An open thread recovers from an outage: new messages appear without a reload, whatever errors
// were answered meanwhile.
import { expect, test, words, EACH_DIRECTION, type Person } from "./support";

/** Opens one thread between two people, each in a browser of their own; returns its path. */
async function conversation(her: Person, theirs: Person): Promise<string> {
  await her.arrive("tasha-carter");
  await her.go("/messages/new");
  await her.page.locator("main a.list-row", { hasText: "June" }).tap();
  await her.write(`first-${Date.now()}`);
  await theirs.arrive("june-bell");
  await theirs.go(new URL(her.page.url()).pathname);
  await theirs.page.waitForLoadState("networkidle").catch(() => null);
  return new URL(her.page.url()).pathname;
}

for (const [language, engine] of EACH_DIRECTION) {
  test(`new messages show again after a time of 503, on ${engine}, in ${language}`, async ({ someone }) => {
    const her = await someone(language, engine);
    const theirs = await someone("en", engine);
    const address = await conversation(her, theirs);
    const notice = her.page.locator("[role=status]", { hasText: words(language, "messages-disconnected") });
    // The event stream and the fetch of new messages both answer 503, as during a database outage.
    let refused = 0;
    const unavailable = /\/live\?|\/api\/messages\/newer/;
    await her.page.route(unavailable, async (route) => { refused++; await route.fulfill({ status: 503, body: "" }); });
    await her.go(address);
    await expect(notice).toBeVisible({ timeout: 20_000 });
    await theirs.write(`during-${language}`);
    expect(refused).toBeGreaterThan(2);
    await her.page.unroute(unavailable);
    await expect(her.page.locator("[role=log] .bubble", { hasText: `during-${language}` })).toBeVisible({ timeout: 40_000 });
    await expect(notice).toHaveCount(0);
    // The stream is open again: the next message arrives without delay.
    await theirs.write(`after-${language}`);
    await expect(her.page.locator("[role=log] .bubble", { hasText: `after-${language}` })).toBeVisible({ timeout: 5_000 });
  });
}

test("a question answered with 502 is asked again, and coming back to the page connects at once", async ({ someone }) => {
  const her = await someone("en");
  const theirs = await someone("en");
  await conversation(her, theirs);
  const stream = her.page.waitForResponse((answer) => answer.url().includes("/live?") && answer.ok());
  await her.page.reload();
  await stream;
  // The stream is open; only the fetch of new messages fails, once.
  const failed = her.page.waitForResponse((answer) => answer.url().endsWith("/newer") && answer.status() === 502);
  await her.page.route("**/api/messages/newer", (route) => route.fulfill({ status: 502, body: "<h1>Bad Gateway</h1>" }), { times: 1 });
  await theirs.write("asked-twice");
  await failed;
  await expect(her.page.locator("[role=log] .bubble", { hasText: "asked-twice" })).toBeVisible({ timeout: 10_000 });

  // After a long outage the next retry may be 30 seconds away. The `online` event must trigger one
  // immediately.
  const unavailable = /\/live\?|\/api\/messages\/newer/;
  await her.page.route(unavailable, (route) => route.fulfill({ status: 503, body: "" }));
  await her.page.reload();
  await expect(her.page.getByText(words("en", "messages-disconnected"))).toBeVisible({ timeout: 20_000 });
  await her.page.unroute(unavailable);
  const opened = her.page.waitForResponse((answer) => answer.url().includes("/live?") && answer.ok(), { timeout: 1_500 });
  await her.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await opened;
  await expect(her.page.getByText(words("en", "messages-disconnected"))).toHaveCount(0);
});

test("a session that has ended elsewhere is not asked for again and again", async ({ someone }) => {
  const her = await someone("en");
  const theirs = await someone("en");
  await conversation(her, theirs);
  const asked: string[] = [];
  her.page.on("request", (request) => { if (/\/live\?|\/newer$/.test(request.url())) asked.push(request.url()); });
  const answer = her.page.waitForResponse((answer) => answer.url().endsWith("/newer") && answer.status() === 401, { timeout: 40_000 });
  // A new invitation ends every other session of the person.
  const phone = await someone("en");
  await phone.arrive("tasha-carter");
  await answer;
  const before = asked.length;
  await her.page.evaluate(() => window.dispatchEvent(new Event("online")));
  await her.page.waitForTimeout(3_000);
  expect(asked.length).toBe(before);
  await expect(her.page.getByText(words("en", "messages-disconnected"))).toHaveCount(0);
});
