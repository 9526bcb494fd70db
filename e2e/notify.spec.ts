// Browser push notifications: opt-in, one neutral sentence, and no name.
import { FULL_BROWSER } from "./browsers";
import { expect, test, words, said, EACH_DIRECTION, LANGUAGES, PUSH_SERVICE, type Engine } from "./support";

// The shell shows no notifications.
test.use({ launchOptions: FULL_BROWSER });
// In one worker: each further one would start a browser and two portals for a few short tests.
test.describe.configure({ mode: "default" });

for (const [i, language] of LANGUAGES.entries()) {
  const engine: Engine = i % 2 ? "postgres" : "sqlite";
  test(`this browser shows notices once its owner asked for them, on ${engine}, in ${language}`, async ({ someone }) => {
    const her = await someone(language, engine);
    await her.page.context().grantPermissions(["notifications"], { origin: her.portal.address });
    // A headless browser has no push service, so only the subscription is a stub. The service
    // worker, its registration, the form and the notification are real.
    await her.page.addInitScript((service) => {
      PushManager.prototype.subscribe = async function (options) {
        const key = new Uint8Array(options!.applicationServerKey as ArrayBuffer);
        if (key.length !== 65 || key[0] !== 4 || !options!.userVisibleOnly) throw new Error("no key to know the portal by");
        const keys = { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" };
        return { toJSON: () => ({ endpoint: `${service}/her-phone`, keys }) } as unknown as PushSubscription;
      };
    }, PUSH_SERVICE);
    await her.arrive("maria-luna");
    await her.go("/messages/notify");
    await her.page.getByRole("button", { name: words(language, "messages-notify-browser-on"), exact: true }).tap();
    await expect(her.page.locator(".notice-success")).toBeVisible();
    await expect(her.page.getByRole("button", { name: words(language, "messages-notify-browsers-off"), exact: true })).toBeVisible();

    const line = await her.page.context().newCDPSession(her.page);
    const registrationId = await new Promise<string>((found) => {
      line.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && found(registrations[0].registrationId));
      void line.send("ServiceWorker.enable");
    });
    const sentence = words(language, "common-notice");
    const shown = () => her.page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map((one) => [one.title, one.body]));
    // Delivered again until it is shown: a message for a worker that is not running yet can be
    // lost. All of them have one tag, so that only one notification is ever shown.
    await expect(async () => {
      await line.send("ServiceWorker.deliverPushMessage", { origin: her.portal.address, registrationId, data: sentence });
      await expect.poll(shown, { timeout: 5_000 }).toEqual([[sentence, ""]]);
    }).toPass({ timeout: 60_000 });

    await her.page.getByRole("button", { name: words(language, "messages-notify-browsers-off"), exact: true }).tap();
    await expect(her.page.getByRole("button", { name: words(language, "messages-notify-browsers-off"), exact: true })).toHaveCount(0);
  });
}

for (const [language, engine] of EACH_DIRECTION) {
  test(`a browser that may show none says what else there is, in ${language}`, async ({ someone }) => {
    const her = await someone(language, engine);
    await her.page.addInitScript(() => { Notification.requestPermission = async () => "denied"; });
    await her.arrive("tasha-carter");
    await her.go("/messages/notify");
    await her.page.getByRole("button", { name: words(language, "messages-notify-browser-on"), exact: true }).tap();
    await expect(her.page.locator("#push [role=status]")).toHaveText(said(language, "messages-notify-browser-no"));
  });
}
