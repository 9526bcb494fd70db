// Message features besides text: interpreters, attachments, group threads, crisis lines and reading
// aloud.
import { type Page } from "@playwright/test";
import { expect, test, words, said, EACH_DIRECTION, LANGUAGES, type Engine, type Language, withoutScriptOnlyInSpanishAndArabic } from "./support";

const JPEG = Buffer.from("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAYE/8QAFhABAQEAAAAAAAAAAAAAAAAAABRh/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAIF/8QAFhEAAwAAAAAAAAAAAAAAAAAAABVh/9oADAMBAAIRAxEAPwDBDhDikhwhxguqSkhNw4KSHAdUJIf/2Q==", "base64");

/** A photo as a phone takes it: a JPEG with the GPS position in its EXIF data. */
function photo(): Buffer {
  const exif = Buffer.concat([Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0", "latin1"), Buffer.from("GPS 43.0731N 89.4012W by Maria's phone")]);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([JPEG.subarray(0, 2), head, exif, JPEG.subarray(2)]);
}

type Voice = { lang: string; name?: string; localService: boolean };
type Said = { lang: string; text: string; voice: Voice };

/**
 * Headless browsers have no voices. This stub offers the voices that the test stores, from the next
 * page on, and records what it was asked to speak.
 */
async function offerVoices(page: Page) {
  await page.addInitScript(() => {
    const spoken: Said[] = [];
    Object.assign(window, { spoken, SpeechSynthesisUtterance: class { lang = ""; constructor(public text: string) {} } });
    Object.defineProperty(window, "speechSynthesis", { value: {
      speaking: false, getVoices: () => JSON.parse(localStorage.getItem("voices") ?? "[]"), cancel() {}, addEventListener() {}, speak: (say: Said) => spoken.push(say),
    } });
  });
}

/** Stores the device's voices, and loads the page again with them. */
async function loadWithVoices(page: Page, ...voices: Voice[]) {
  await page.evaluate((all) => localStorage.setItem("voices", JSON.stringify(all)), voices);
  await page.reload();
  await expect(page.locator("#aloud")).toHaveCount(1);
  await page.waitForLoadState("load");
}

const INTERPRETED: { language: Language; engine: Engine; writer: string; from: Language; writerName: string; reader: string; readerName: RegExp; interpreter: string }[] = [
  { language: "es", engine: "postgres", writer: "dana-fox", from: "en", writerName: "Dana Fox", reader: "maria-luna", readerName: /María/, interpreter: "elena-ruiz" },
  { language: "ar", engine: "sqlite", writer: "dana-fox", from: "en", writerName: "Dana Fox", reader: "mariam-haddad", readerName: /مريم/, interpreter: "yusuf-said" },
  { language: "hmn", engine: "postgres", writer: "kou-lee", from: "en", writerName: "Kou Lee", reader: "youa-xiong", readerName: /Youa/, interpreter: "pa-thao" },
  { language: "en", engine: "sqlite", writer: "maria-luna", from: "es", writerName: "María Luna", reader: "dana-fox", readerName: /Dana/, interpreter: "elena-ruiz" },
];

for (const { language, engine, writer, from, writerName, reader, readerName, interpreter } of INTERPRETED) {
  test(`an interpreter puts a message into the reader's language, on ${engine}, into ${language}`, async ({ someone }) => {
    withoutScriptOnlyInSpanishAndArabic(language);
    const stamp = `${Date.now()}`;
    const theirs = await someone(from, engine);
    await theirs.arrive(writer);
    await theirs.go("/messages/new");
    await theirs.page.locator("main a.list-row", { hasText: readerName }).first().tap();
    await theirs.write(`original-${stamp}`);
    const address = new URL(theirs.page.url()).pathname;

    const hers = await someone(language, engine);
    await hers.arrive(reader);
    await hers.go(address);
    const bubble = hers.page.locator(".bubble", { hasText: `original-${stamp}` });
    await bubble.getByRole("link", { name: words(language, "messages-interpret-link") }).tap();
    await expect(hers.page.locator("blockquote")).toContainText(`original-${stamp}`);
    await hers.page.getByRole("button", { name: words(language, "messages-interpret-ask"), exact: true }).tap();
    await expect(bubble).toContainText(words(language, "messages-interpret-asked"));

    const third = await someone("en", engine);
    await third.arrive(interpreter);
    await third.page.getByRole("link", { name: words("en", "messages-queue-title") }).tap();
    await expect(third.page.locator("main")).not.toContainText(writerName);
    await third.page.locator("main a.list-row").last().tap();
    await expect(third.page.locator("main")).not.toContainText(`original-${stamp}`);
    await third.page.getByRole("button", { name: words("en", "messages-claim"), exact: true }).tap();
    await expect(third.page.locator("main")).toContainText(`original-${stamp}`);
    await expect(third.page.locator("main")).not.toContainText(writerName);
    await third.page.locator("#body").fill(`translated-${stamp}`);
    await third.page.getByRole("button", { name: words("en", "messages-translate-save"), exact: true }).tap();
    await expect(third.page.locator(".notice-success")).toBeVisible();
    expect((await third.page.goto(third.portal.address + address))?.status()).toBe(404);

    await hers.go(address);
    await expect(bubble.locator(".translation")).toHaveText(`translated-${stamp}`);
    await expect(bubble).toContainText(`original-${stamp}`);
    await expect(hers.page.locator(".system-message").last()).toBeVisible();
    if (test.info().project.name === "script-off") return;
    // Two texts, and each is read aloud by a button of its own below it.
    await offerVoices(hers.page);
    await loadWithVoices(hers.page, { lang: language, localService: true }, { lang: from, localService: true });
    const aloud = bubble.getByRole("button", { name: words(language, "messages-aloud") });
    await expect(aloud).toHaveCount(1);
    await expect(bubble.locator("summary")).toHaveText(said(language, "common-words-original", { language: words(language, `common-language-${from}`) }));
    await bubble.locator("summary").tap();
    await expect(aloud).toHaveCount(2);
    await expect(bubble.locator(`p[lang=${from}] + button`)).toBeVisible();
  });
}

const DANGER = { en: "he hit me again", es: "me pega otra vez", hmn: "nws ntaus kuv dua", ar: "يضربني مرة أخرى" };

for (const [language, engine] of EACH_DIRECTION) {
  test(`a photo loses the place it was taken, on ${engine}, in ${language}`, async ({ someone }) => {
    const tasha = await someone(language, engine);
    await tasha.arrive("tasha-carter");
    await tasha.go("/messages");
    await tasha.page.locator("main a.list-row", { hasText: /June/ }).first().tap();
    await tasha.page.waitForLoadState("networkidle").catch(() => null);
    await tasha.page.locator(".add-file summary").tap();
    expect(photo().includes("GPS")).toBe(true);
    await tasha.page.locator("#body").fill(`lake-${language}`);
    await tasha.page.locator("#file").setInputFiles({ name: "IMG_1.JPG", mimeType: "image/jpeg", buffer: photo() });
    await tasha.page.getByRole("button", { name: words(language, "messages-send"), exact: true }).tap();
    const bubble = tasha.page.locator(".bubble", { hasText: `lake-${language}` });
    await expect(bubble.locator("img")).toBeVisible();
    const source = await bubble.locator("img").getAttribute("src");

    const june = await someone("en", engine);
    await june.arrive("june-bell");
    const answer = await june.page.context().request.get(june.portal.address + source!);
    const bytes = await answer.body();
    expect(answer.headers()["content-type"]).toBe("image/jpeg");
    expect(bytes.subarray(0, 2).toString("hex")).toBe("ffd8");
    for (const left of ["GPS", "Exif", "Maria"]) expect(bytes.includes(left)).toBe(false);
    // A file that is not an image is refused with its reason, and the typed text is kept.
    await tasha.page.locator(".add-file summary").tap();
    await tasha.page.locator("#body").fill("words that stay");
    await tasha.page.locator("#file").setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("PK\x03\x04 no photo") });
    await tasha.page.getByRole("button", { name: words(language, "messages-send"), exact: true }).tap();
    await expect(tasha.page.locator(".error-summary")).toContainText(words(language, "error-messages-file-kind"));
    await expect(tasha.page.locator("#body")).toHaveValue("words that stay");
    const marcus = await someone("en", engine);
    await marcus.arrive("marcus-reed");
    expect((await marcus.page.goto(marcus.portal.address + source))?.status()).toBe(404);
  });

  test(`a reader who is taken off sees nothing more, on ${engine}, in ${language}`, async ({ someone }) => {
    const stamp = `${Date.now()}`;
    const ben = await someone("en", engine);
    await ben.arrive("ben-ortiz");
    await ben.go("/messages/new");
    await ben.page.locator("main a.list-row", { hasText: words("en", "messages-several") }).tap();
    for (const who of ["Tasha", "Nora"]) await ben.page.locator("label.choice", { hasText: who }).tap();
    await ben.page.getByRole("button", { name: words("en", "messages-begin"), exact: true }).tap();
    await expect(ben.page.locator(".system-message")).toBeVisible();
    const address = new URL(ben.page.url()).pathname;
    await ben.write(`first-${stamp}`);
    const nora = await someone(language, engine);
    await nora.arrive("nora-price");
    await nora.go(address);
    await expect(nora.page.locator(".bubble").last()).toContainText(`first-${stamp}`);
    await ben.go(`${address}/readers`);
    await ben.page.getByRole("button", { name: said("en", "messages-readers-take-off", { name: "Nora Price" }) }).tap();
    await expect(ben.page.locator("main")).toContainText("cannot read anything after");
    await ben.go(address);
    await ben.write(`second-${stamp}`);
    await nora.page.waitForTimeout(1500);
    await expect(nora.page.locator("main")).not.toContainText(`second-${stamp}`);
    expect((await nora.page.goto(nora.portal.address + address))?.status()).toBe(404);
    await nora.go("/messages");
    expect(await nora.page.content()).not.toContain(address);
  });

  test(`a photo that came with such words is kept for them, in ${language}`, async ({ someone }) => {
    const danger = DANGER[language];
    const his = await someone(language, engine);
    await his.arrive("marcus-reed");
    await his.go("/messages");
    await his.page.locator("main a.list-row", { hasText: /Ben/ }).first().tap();
    await his.page.waitForLoadState("networkidle").catch(() => null);
    await his.page.locator("#body").fill(danger);
    await his.page.locator("details.add-file summary").tap();
    await his.page.locator("#file").setInputFiles({ name: "IMG_1.JPG", mimeType: "image/jpeg", buffer: photo() });
    await his.page.getByRole("button", { name: words(language, "messages-send"), exact: true }).tap();
    await expect(his.page.locator(".crisis-lines")).toBeVisible();
    await expect(his.page.locator("#without")).toBeVisible();
    await expect(his.page.locator(".bubble", { hasText: danger })).toHaveCount(0);
    await his.page.waitForLoadState("networkidle").catch(() => null);
    await his.page.getByRole("button", { name: words(language, "messages-send-now"), exact: true }).tap();
    await expect(his.page.locator(".bubble.mine", { hasText: danger }).locator("img")).toHaveCount(1);
  });
}

for (const language of LANGUAGES) {
  test(`words that sound like danger meet people first, in ${language}`, async ({ someone }) => {
    withoutScriptOnlyInSpanishAndArabic(language);
    const danger = DANGER[language];
    const her = await someone(language);
    await her.arrive("tasha-carter");
    await her.go("/messages");
    await her.page.locator("main a.list-row", { hasText: /June/ }).first().tap();
    await her.page.waitForLoadState("networkidle").catch(() => null);
    await her.page.locator("#body").fill(danger);
    await her.page.getByRole("button", { name: words(language, "messages-send"), exact: true }).tap();
    await expect(her.page.locator(".crisis-lines")).toBeVisible();
    await expect(her.page.locator(".crisis-lines a[href='tel:988']")).toBeVisible();
    // 988 answers messages in English and Spanish only.
    await expect(her.page.locator(".crisis-lines a[href^='sms:988']")).toHaveCount(["en", "es"].includes(language) ? 1 : 0);
    for (const number of ["911", "988"]) await expect(her.page.locator(`#body-hint > p a[href='tel:${number}']`)).toHaveText(number);
    await expect(her.page.locator("#body-hint .call-tiles a[href='tel:211']")).toHaveCount(1);
    await expect(her.page.locator(".bubble", { hasText: danger })).toHaveCount(0);
    await expect(her.page.locator("#body")).toHaveValue(danger);
    await her.page.waitForLoadState("networkidle").catch(() => null);
    await her.page.getByRole("button", { name: words(language, "messages-send-now"), exact: true }).tap();
    await expect(her.page.locator(".bubble.mine", { hasText: danger })).toHaveCount(1);
  });
}

test("a message is read aloud where the device itself has a voice for its language", async ({ someone }) => {
  const maria = await someone("es");
  test.skip(test.info().project.name === "script-off", "a device speaks by script");
  await offerVoices(maria.page);
  await maria.arrive("maria-luna");
  await maria.go("/messages");
  await maria.page.locator("main a.list-row", { hasText: /Dana/ }).first().tap();
  const aloud = maria.page.getByRole("button", { name: words("es", "messages-aloud") });
  const english = maria.page.locator(".bubble", { has: maria.page.locator("p[lang=en]") }).getByRole("button", { name: words("es", "messages-aloud") });
  await expect(maria.page.locator(".bubble p[lang=es]").first()).toBeVisible();
  const withVoices = (...voices: Voice[]) => loadWithVoices(maria.page, ...voices);
  const network = { lang: "es-US", name: "network", localService: false };
  // Devices spell language tags differently. There is no English voice here, so an English message
  // gets no button.
  for (const lang of ["es-MX", "es_US", "ES", "spa", "spa-MEX", "spa_USA"]) {
    await withVoices(network, { lang, name: "own", localService: true });
    await expect(aloud.first(), lang).toBeVisible();
    await expect(english, lang).toHaveCount(0);
    await aloud.first().tap();
    const said = await maria.page.evaluate(() => (window as unknown as { spoken: Said[] }).spoken[0]);
    expect(said.text).toMatch(/^¿Ya sabe/);
    // A voice that is not local would send the text to a service.
    expect([said.lang, said.voice.name], lang).toEqual(["es", "own"]);
  }
  for (const voices of [[network], [{ lang: "eo", localService: true }, { lang: "", localService: true }, { lang: "x", localService: true }], []]) {
    await withVoices(...voices);
    await expect(aloud, JSON.stringify(voices)).toHaveCount(0);
  }
  await withVoices({ lang: "eng-USA", localService: true });
  await expect(english.first()).toBeVisible();
  // So are the safety plan and the family's own words.
  await withVoices({ lang: "es-MX", localService: true });
  await maria.place("common-place-plan");
  await maria.page.waitForURL(/plan$/);
  const plan = new URL(maria.page.url()).pathname;
  for (const [page, text] of [["safety", ".safety li"], ["words", ".family-words"]]) {
    await maria.go(`${plan}/${page}`);
    await maria.page.locator(text).first().getByRole("button", { name: words("es", "messages-aloud") }).tap();
    expect(await maria.page.evaluate(() => (window as unknown as { spoken: Said[] }).spoken.map(({ lang }) => lang)), page).toEqual(["es"]);
  }
});
