// The life of a young person's transition plan: written in two sittings on two devices, shared with an
// aunt who makes a commitment, read by the worker as far as it is released, and taken back.
import { type Locator } from "@playwright/test";
import { expect, flowRuns, said, test, words, type Language, type Person } from "./support";

// Other tests look at the plan of the shared portals.
test.use({ ownPortals: true });

type Texts = { home: string; hope: string; ride: string; money: string };
const TEXTS: Record<Language, Texts> = {
  en: { home: "I live with my aunt", hope: "My own keys", ride: "I ride my bike", money: "I save ten dollars a week" },
  es: { home: "Vivo con mi tía", hope: "Mis propias llaves", ride: "Voy en bicicleta", money: "Ahorro diez dólares a la semana" },
  hmn: { home: "Kuv nyob nrog kuv phauj", hope: "Kuv tus yuam sij", ride: "Kuv caij luv thij", money: "Kuv khaws kaum duas ib lub lim tiam" },
  ar: { home: "أعيش مع عمتي", hope: "مفاتيح بيتي", ride: "أركب دراجتي", money: "أوفر عشرة دولارات كل أسبوع" },
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

/** Chooses the first radio button or checkbox whose name begins so, by its label. */
const choose = (person: Person, input: string, label = "") => person.page.locator(`label.choice:has(input${input})`).filter({ hasText: label }).first().tap();

/** Chooses the person with this name from the list of people. */
async function chooseFromList(person: Person, name: string) {
  const option = person.page.locator("#who option").filter({ hasText: name });
  await person.page.locator("#who").selectOption((await option.getAttribute("value"))!);
}

/** Answers a question about an area. */
async function answer(person: Person, question: string, text: string) {
  await person.go(`/transition/area/${question}`);
  await person.page.locator("#words").fill(text);
  await press(person, "transition-area-save");
  await told(person, "transition-area-saved");
}

/** Signs in on a further device. */
async function signIn(person: Person, key: string) {
  await person.go("/sign-in");
  await person.page.locator("#name").fill(key);
  await person.page.locator("#passphrase").fill("el perro come pan");
  const answered = person.page.waitForEvent("domcontentloaded");
  await person.page.locator("#main-form button.btn:not(.link)").first().tap();
  await answered;
  await expect(person.page.locator("html")).toHaveAttribute("lang", person.language);
}

/** Expects which of these texts are on the person's page. */
async function expectShown(person: Person, shown: string[], hidden: string[]) {
  for (const text of shown) await expect(person.page.locator("main")).toContainText(text);
  for (const text of hidden) await expect(person.page.locator("main")).not.toContainText(text);
}

/** The youth picks two people for the team; returns the address of the family. */
async function pickTwo(youth: Person): Promise<string> {
  await youth.go("/transition/people");
  await youth.page.getByRole("link", { name: words(youth.language, "team-pick-change"), exact: true }).tap();
  await youth.page.waitForURL(/\/team\/picked/);
  for (const name of ["Lena Bird", "Pat Nguyen"]) {
    await chooseFromList(youth, name);
    await press(youth, "team-pick-now");
    await told(youth, "team-pick-saved");
  }
  const [family] = /\/family\/[0-9a-f-]+/.exec(youth.page.url())!;
  await youth.go("/transition/people");
  await expectShown(youth, ["Lena Bird", "Pat Nguyen"], []);
  return family;
}

/** The youth asks the aunt for a commitment, and she says yes. */
async function agree(youth: Person, aunt: Person) {
  await youth.go("/transition/people/add");
  await chooseFromList(youth, "Denise Riley");
  await youth.page.locator("#kind").selectOption("holidays");
  await press(youth, "transition-people-ask");
  await told(youth, "transition-people-added");
  await aunt.go("/transition/commitments");
  await aunt.page.locator("main a[href^='/transition/commitment/']").first().tap();
  await aunt.page.waitForURL(/\/transition\/commitment\//);
  await press(aunt, "transition-people-accept");
  await told(aunt, "transition-people-agreed");
  await youth.go(new URL(aunt.page.url()).pathname);
  await expect(youth.page.locator("main")).toContainText(said(youth.language, "transition-people-is-yes", { name: "Denise Riley" }));
}

for (const [language, engine, texts, skipOther] of flowRuns(TEXTS)) {
  test(`in ${language} on ${engine}: a plan is written on two devices, shared with an aunt, and taken back`, async ({ someone }) => {
    skipOther();
    // The first sitting. One answer is begun and left for later.
    const laptop = await someone(language, engine);
    await laptop.arrive("jay-riley");
    await answer(laptop, "housing/now", texts.home);
    await answer(laptop, "housing/goal", texts.hope);
    await laptop.go("/transition/area/money/now");
    await laptop.page.locator("#words").fill(texts.money);
    await press(laptop, "transition-area-skip");

    // The second one, on a phone, where the words that were begun are.
    const phone = await someone(language, engine);
    await signIn(phone, "jay-riley");
    await phone.go("/transition/area/money/now");
    await expect(phone.page.locator("#words")).toHaveValue(texts.money);
    await press(phone, "transition-area-save");
    await told(phone, "transition-area-saved");
    await answer(phone, "transport/now", texts.ride);
    await laptop.go("/transition/areas");
    await expectShown(laptop, Object.values(texts), []);

    // One area is for the aunt.
    await phone.go("/transition/release/transport");
    await choose(phone, "[name='release'][value='named']");
    await choose(phone, "[name^='reader-']", "Denise Riley");
    await press(phone, "transition-save");
    await told(phone, "transition-release-saved");
    const family = await pickTwo(phone);
    const aunt = await someone("en", engine);
    await aunt.arrive("denise-riley");
    await agree(phone, aunt);
    await aunt.go(`${family}/transition`);
    const shared = (await aunt.page.locator("main a[href*='/transition/']").first().getAttribute("href"))!;
    await aunt.go(shared);
    await expectShown(aunt, [texts.ride], [texts.home, texts.hope, texts.money, words("en", "transition-owed")]);

    // The worker reads what the law asks for, what is owed, and nothing else.
    const worker = await someone("en", engine);
    await worker.arrive("grace-hall");
    await worker.go(shared);
    const owed = ["transition-owed", "transition-credit-link", "transition-credit-owed-asking-of"].map((key) => words("en", key));
    await expectShown(worker, [texts.home, texts.hope, ...owed], [texts.ride, texts.money]);

    // The ninety-day plan prints what the youth wrote, in their language.
    await phone.go("/transition/ninety-days/print");
    await expectShown(phone, [texts.home, texts.hope, words(language, "transition-part-housing")], []);
    await phone.page.emulateMedia({ media: "print" });
    await expect(phone.page.locator("article.print")).toBeVisible();
    for (const screenOnly of await phone.page.locator(".no-print, #exit, .bottom-nav").all()) await expect(screenOnly).toBeHidden();
    await phone.page.emulateMedia({ media: "screen" });

    // The area is taken back while the aunt has the page open.
    await phone.go("/transition/release/transport");
    await press(phone, "transition-release-take-back");
    await told(phone, "transition-release-saved");
    const gone = await aunt.page.reload();
    expect(gone!.status()).toBe(404);
    await expectShown(aunt, [], [texts.ride]);
  });
}
