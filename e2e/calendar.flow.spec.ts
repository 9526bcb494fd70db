// The life of a team meeting and of a visit: called, prepared, moved and held, with the family's
// position in its notes; and canceled by the caregiver, until a make-up visit is held.
import { type Locator } from "@playwright/test";
import { calendarEvents, startOf, statusOf } from "./calendar_files";
import { expect, flowRuns, said, test, words, type Language, type Person } from "./support";

// The visits of the shared portals are counted by other tests.
test.use({ ownPortals: true });

type Texts = { wish: string; reason: string; ill: string };
const TEXTS: Record<Language, Texts> = {
  en: { wish: "I want to talk about nights", reason: "One night is too little", ill: "Leo has a fever" },
  es: { wish: "Quiero hablar de las noches", reason: "Una noche es poco", ill: "Leo tiene fiebre" },
  hmn: { wish: "Kuv xav tham txog hmo ntuj", reason: "Ib hmos tsawg dhau", ill: "Leo ua npaws" },
  ar: { wish: "أريد أن نتحدث عن الليالي", reason: "ليلة واحدة قليلة", ill: "ليو مصاب بالحمى" },
};

/** Presses the button with this text, and waits for the page that answers. */
async function press(person: Person, key: string, inside: Locator = person.page.locator("main")) {
  const answered = person.page.waitForEvent("domcontentloaded");
  await inside.getByRole("button", { name: words(person.language, key), exact: true }).tap();
  await answered;
}

/** Expects the notice with this text. */
async function told(person: Person, key: string) {
  await expect(person.page.locator("#notice")).toContainText(words(person.language, key));
}

/** Expects these texts of the person's language on their page. */
async function reads(person: Person, ...keys: string[]) {
  for (const key of keys) await expect(person.page.locator("main")).toContainText(words(person.language, key));
}

/** The part of a text before the value that it ends with. */
const beginning = (language: Language, key: string) => words(language, key).split("{")[0].trim();

/** A day in the past that is no holiday, for events that were held: no test can wait for one. */
const HELD = "2026-11-10";

const address = (person: Person) => new URL(person.page.url()).pathname;

/** Chooses the first radio button or checkbox whose name begins so, by its label. */
const choose = (person: Person, input: string, label = "") => person.page.locator(`label.choice:has(input${input})`).filter({ hasText: label }).first().tap();

/** A worker calls a meeting with the parent alone; returns its address. */
async function callMeeting(worker: Person, family: string): Promise<string> {
  await worker.go(`${family}/calendar/add`);
  await worker.page.locator("#kind").selectOption("meeting");
  await worker.page.locator("#day").fill("2031-03-12");
  await worker.page.locator("#starts").fill("16:00");
  await worker.page.locator("#ends").fill("17:00");
  await worker.page.locator("#about").fill("To plan the first night at home");
  await choose(worker, "[name^='people-']", "Marcus Reed");
  await press(worker, "calendar-save");
  await told(worker, "calendar-notice-added");
  return address(worker);
}

/** The parent brings her words, asks for an interpreter and a ride, and proposes another time. */
async function prepare(parent: Person, event: string, texts: Texts) {
  await parent.go(`${event}/words`);
  await parent.page.locator("#words").fill(texts.wish);
  await choose(parent, "[name='who'][value='event']");
  await press(parent, "calendar-words-save");
  await told(parent, "calendar-notice-words");
  await parent.go(`${event}/needs`);
  await press(parent, "calendar-needs-interpreter");
  await told(parent, "calendar-needs-interpreter");
  await parent.unfold("main details.disclosure");
  await parent.page.locator("#language").selectOption(parent.language);
  await press(parent, "calendar-need-save");
  await press(parent, "calendar-needs-ride");
  await told(parent, "calendar-needs-ride");
  await reads(parent, "calendar-need-asked", "calendar-state-requested");
  await parent.go(event);
  await parent.unfold("#main-form details.disclosure");
  await parent.page.locator("#day_1").fill("2031-03-13");
  await parent.page.locator("#time_1").fill("10:00");
  await press(parent, "calendar-answer-change");
  await told(parent, "calendar-notice-change");
}

/** The worker reads the parent's words first, confirms the interpreter, and moves the meeting. */
async function moveMeeting(worker: Person, event: string, texts: Texts) {
  await worker.go(event);
  await expect(worker.page.locator("main h2").first()).toHaveText(words("en", "calendar-words-first"));
  await expect(worker.page.locator("#words-brought + ul")).toContainText(texts.wish);
  const need = (key: string) => worker.page.locator("#needs + ul > li").filter({ hasText: words("en", key) });
  await expect(need("calendar-needs-ride")).toContainText(words("en", "calendar-state-requested"));
  await press(worker, "calendar-need-confirm", need("calendar-needs-interpreter"));
  await told(worker, "calendar-need-notice-confirmed");
  await worker.page.getByRole("link", { name: beginning("en", "calendar-move-to") }).tap();
  await expect(worker.page.locator("#day")).toHaveValue("2031-03-13");
  await expect(worker.page.locator("#ends")).toHaveValue("11:00");
  await press(worker, "calendar-save");
  await told(worker, "calendar-notice-saved");
}

/** The worker writes the notes of the meeting. A decision needs attendance and the position. */
async function publishNotes(worker: Person, event: string, texts: Texts) {
  await worker.go(`${event}/notes`);
  await worker.page.locator("#result").fill("We looked at the room");
  await worker.page.locator("#decision-0").fill("Leo comes home for one night");
  await press(worker, "calendar-notes-publish");
  for (const code of ["attendance", "position"]) await expect(worker.page.locator(".error-summary")).toContainText(words("en", `error-calendar-${code}`));
  await expect(worker.page.locator("#decision-0")).toHaveValue("Leo comes home for one night");
  await choose(worker, "[name^='there-']", "Tasha Carter");
  await choose(worker, "[name^='position-0-'][value='disagree']");
  await worker.page.locator("textarea[name^='why-0-']").fill(texts.reason);
  await worker.page.locator("textarea[name^='answer-']").fill("We talked about it first");
  await press(worker, "calendar-notes-publish");
  await told(worker, "calendar-notice-notes");
}

/** Expects that family time says whether a visit is owed. */
async function expectOwed(parent: Person, family: string, owed: number) {
  await parent.go(`${family}/calendar/family-time`);
  await expect(parent.page.locator("main .tag.urgent")).toHaveCount(owed);
  const none = parent.page.locator("main .card").getByText(words(parent.language, "calendar-time-owed-none"));
  await expect(none).toHaveCount(owed ? 0 : 1);
}

for (const [language, engine, texts, skipOther] of flowRuns(TEXTS)) {
  test(`in ${language} on ${engine}: a meeting is moved and held, and a canceled visit is made up`, async ({ someone }) => {
    skipOther();
    const parent = await someone(language, engine);
    await parent.arrive("tasha-carter");
    await parent.go("/calendar");
    const [family] = /\/family\/[0-9a-f-]+/.exec(parent.page.url())!;
    const worker = await someone("en", engine);
    await worker.arrive("ben-ortiz");

    // The parent is told of the meeting, and by when its notes are promised.
    const event = await callMeeting(worker, family);
    const news = async (key: string, count: number) => {
      await parent.go("/");
      await parent.unfold(".news-list");
      await expect(parent.page.locator(`main a.list-row[href='${event}']`).filter({ hasText: words(language, key) })).toHaveCount(count);
    };
    await news("home-date-added", 1);
    const [called] = await calendarEvents(parent, `${event}/file`);
    await prepare(parent, event, texts);
    const promise = parent.page.locator("main p").filter({ hasText: beginning(language, "calendar-notes-promised") });
    await expect(promise).toHaveCount(1);

    // It is moved to the time that she proposed. What she was told before is replaced.
    await moveMeeting(worker, event, texts);
    await news("home-date-moved", 1);
    await news("home-date-added", 0);
    const [moved] = await calendarEvents(parent, `${event}/file`);
    expect([moved.uid, startOf(moved)]).toEqual([called.uid, "2031-03-13T15:00:00.000Z"]);
    expect(moved.sequence).toBeGreaterThan(called.sequence);
    await parent.go(event);
    await reads(parent, "calendar-settled-moved", "calendar-asked-again");
    const interpreter = { need: words(language, "calendar-needs-interpreter"), state: words(language, "calendar-state-confirmed") };
    await expect(parent.page.locator("main")).toContainText(said(language, "calendar-need-line", interpreter));
    await press(parent, "calendar-answer-accept");
    await told(parent, "calendar-notice-accept");

    // It is held: the worker corrects the day, and promises the notes by a later day than the usual
    // one, which has passed.
    await worker.go(`${event}/edit`);
    await worker.page.locator("#day").fill(HELD);
    await press(worker, "calendar-save");
    await told(worker, "calendar-notice-saved");
    await worker.go(`${event}/notes`);
    await worker.page.locator("#due").fill("2031-03-14");
    await press(worker, "calendar-notes-due-save");
    await told(worker, "calendar-notice-due");
    await parent.go(event);
    await reads(parent, "calendar-over");
    await expect(promise).toHaveCount(1);
    await expect(parent.page.locator("main p.notice-info"), "the notes are not late").toHaveCount(0);

    // The notes are there by the promised day, with her position and how her words were answered.
    await publishNotes(worker, event, texts);
    await news("home-notes-new", 1);
    await parent.go(event);
    await expect(promise).toHaveCount(0);
    const position = { name: "Tasha Carter", position: words(language, "calendar-position-is-disagree") };
    await expect(parent.page.locator("main")).toContainText(said(language, "calendar-position-noted", position));
    for (const text of ["We looked at the room", "Leo comes home for one night", texts.reason, "We talked about it first"]) await expect(parent.page.locator("main")).toContainText(text);

    // The caregiver cancels a visit: it is owed.
    await expectOwed(parent, family, 0);
    const visit = (await parent.page.locator("main a.list-row").first().getAttribute("href"))!;
    const caregiver = await someone(language, engine);
    await caregiver.arrive("nora-price");
    await caregiver.go(visit);
    await caregiver.page.locator("#why").fill(texts.ill);
    await press(caregiver, "calendar-visit-cancel");
    await told(caregiver, "calendar-notice-visit-cancelled");
    await parent.go(visit);
    await reads(parent, "calendar-is-cancelled", "calendar-visit-owed");
    await expect(parent.page.locator("main")).toContainText(texts.ill);
    const [cancelled] = await calendarEvents(parent, `${visit}/file`);
    expect(statusOf(cancelled)).toBe("CANCELLED");
    await expectOwed(parent, family, 1);

    // A make-up visit that is planned is not enough; once it is held, none is owed.
    await worker.go(`${family}/calendar/family-time`);
    await worker.page.locator("main section").filter({ hasText: "Tasha" }).getByRole("link", { name: words("en", "calendar-visit-add"), exact: true }).tap();
    await worker.page.locator("#makes_up").selectOption(visit.split("/").pop()!);
    await worker.page.locator("#day").fill("2031-03-19");
    await worker.page.locator("#starts").fill("16:00");
    await worker.page.locator("#ends").fill("17:30");
    await press(worker, "calendar-visit-add");
    await told(worker, "calendar-notice-visit-added");
    const makeUp = address(worker);
    await expectOwed(parent, family, 1);
    await expect(parent.page.locator(`main a.list-row[href='${makeUp}']`)).toContainText(beginning(language, "calendar-visit-makes-up"));
    await worker.go(`${makeUp}/edit`);
    await worker.page.locator("#day").fill(HELD);
    await press(worker, "calendar-save");
    await told(worker, "calendar-notice-saved");
    await choose(worker, "[name='outcome'][value='held']");
    await press(worker, "calendar-visit-save");
    await told(worker, "calendar-notice-recorded");
    await expectOwed(parent, family, 0);
    await parent.go(visit);
    await expect(parent.page.locator("main")).toContainText(beginning(language, "calendar-visit-made-up"));
  });
}
