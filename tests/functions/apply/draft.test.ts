import { beforeAll, expect, test } from "vitest";
import { keepAnswers, openDraft } from "../../../functions/apply/draft-session.ts";
import { newToken, tokenHash } from "../../../shared/http/identity.ts";
import { dynamoDrafts } from "../../../shared/store/drafts.ts";
import type { Table } from "../../../shared/store/items.ts";
import { draftKey } from "../../../shared/store/keys.ts";
import { limits } from "../../../shared/system.ts";
import { aDayInCrf } from "../../examples.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { residentOn } from "./resident.ts";

let table: Table;
beforeAll(async () => {
  table = await freshTable();
});

const hoursLater = (hours: number) => new Date(aDayInCrf.getTime() + hours * 3_600_000);

test("looking at a page keeps nothing; the first answer starts a draft that ends after 24 hours, and later for an open page", async () => {
  const empty = await freshTable();
  const resident = residentOn(empty);
  const first = await resident.get("for-whom");
  expect(first.cookies[0]).toMatch(/^application=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(await everythingIn(empty)).toEqual([]);
  await resident.post("for-whom", { role: "self" });
  const [draft] = await everythingIn(empty);
  expect(draft).toMatchObject({
    answers: { "for-whom": { role: "self" } },
    endsAtSeconds: hoursLater(24).getTime() / 1000,
    expiresAtSeconds: hoursLater(26).getTime() / 1000,
  });
  expect(draft?.pk).not.toContain(resident.cookie()?.split("=")[1]);
});

test("a page that was open before the first answer can still be sent after Back", async () => {
  const resident = residentOn(table);
  const shown = await resident.get("for-whom");
  const formToken = /name="formToken" value="([^"]+)"/.exec(shown.body)?.[1] ?? "";
  await resident.postBare("for-whom", { form: { formToken, role: "self" } });
  const again = await resident.postBare("for-whom", { form: { formToken, role: "friendOrRelative" } });
  expect(again.headers.location).toBe("/apply/helper");
});

test.each([
  ["no token", {}],
  ["another's token", { formToken: "x".repeat(64) }],
])("a form with %s changes nothing", async (_, token) => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  await resident.post("savings", { savings: "5" });
  for (const page of ["savings", "people/k0000001", "people/k0000001/remove", "check", "stop"])
    expect((await resident.postBare(page, { form: { ...token, savings: "9" } })).status).toBe(403);
  expect((await resident.get("savings")).body).toContain('value="5"');
});

test("a form sent from another site is refused", async () => {
  const resident = residentOn(table);
  const answer = await resident.post("for-whom", { role: "self" }, { headers: { "sec-fetch-site": "cross-site" } });
  expect(answer.status).toBe(403);
});

test("a made-up cookie opens nobody's draft", async () => {
  const owner = residentOn(table);
  await owner.fillIn();
  for (const cookie of [`application=${"A".repeat(43)}`, "application=", "application=' OR 1", `application=${"../".repeat(20)}`]) {
    const stranger = residentOn(table, cookie);
    const shown = await stranger.get("about-you");
    expect(shown.status).toBe(200);
    expect(shown.body).not.toContain("your earlier answers");
    expect(shown.body).not.toContain("Robin Example");
    expect((await stranger.get("check")).body).toContain("There are no answers here to go on with");
    expect((await stranger.get("received")).headers.location).toBe("/");
  }
});

/** The token of the form's open page. */
const tokenOn = ({ body }: { body: string }) => /name="formToken" value="([^"]+)"/.exec(body)?.[1] ?? "";

test("a draft lasts from its last answer, which the pages say in words", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  expect((await resident.get("savings")).body).toContain("are kept on this device until 21 November 2026 at 10:00 am.");
  await resident.post("savings", { savings: "30" }, { now: hoursLater(20) });
  await resident.post("people/k0000001/remove", {}, { now: hoursLater(40) });
  for (const page of ["savings", "check"]) {
    const { status, body } = await resident.get(page, { now: hoursLater(63) });
    expect(status).toBe(200);
    expect(body).toContain("are kept on this device until 23 November 2026 at 2:00 am.");
  }
  expect((await resident.get("about-you", { now: hoursLater(63) })).body).toContain("Robin Example");
});

test("nobody is cut off while typing: a page that was open at the end is taken, and the rest is still there", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  const formToken = tokenOn(await resident.get("savings", { now: hoursLater(23.9) }));
  const sent = await resident.postBare("savings", { form: { formToken, savings: "777" }, now: hoursLater(25.9) });
  expect(sent.headers.location).toBe("/apply/what-happened");
  const later = await resident.get("about-you", { now: hoursLater(49) });
  expect(later.body).toContain("Robin Example");
});

test.each(["for-whom", "about-you", "people/k0000001", "check"])(
  "after the end %s says so at once, and a button starts again",
  async (page) => {
    const resident = residentOn(table);
    await resident.fillIn();
    const over = await resident.get(page, { now: hoursLater(24) });
    expect(over.status).toBe(200);
    expect(over.body).toContain("We no longer have your earlier answers");
    expect(over.body).not.toContain("Robin Example");
    expect((await resident.get("received", { now: hoursLater(24) })).headers.location).not.toBe("/apply/received");
    const again = await resident.postBare("stop", { form: { formToken: tokenOn(over) }, now: hoursLater(24) });
    expect(again.headers.location).toBe("/");
    expect((await resident.get("for-whom", { now: hoursLater(24) })).body).toContain("Who are you applying for?");
  },
);

test("a draft from before drafts were put off ends when it expires, and takes a page that is open", async () => {
  const alone = await freshTable();
  const resident = residentOn(alone);
  await resident.post("for-whom", { role: "self" });
  const token = resident.cookie()?.split("=")[1] ?? "";
  const drafts = dynamoDrafts(alone);
  const draft = await drafts.find(tokenHash(token), aDayInCrf);
  if (!draft) throw new Error("The first answer starts a draft.");
  const { endsAtSeconds: _, ...earlier } = draft;
  await drafts.start(tokenHash(token), earlier);
  expect((await resident.get("savings", { now: hoursLater(25) })).status).toBe(200);
  expect((await resident.post("savings", { savings: "30" }, { now: hoursLater(25) })).headers.location).toBe("/apply/what-happened");
  expect((await resident.get("savings", { now: hoursLater(48) })).body).toContain('value="30"');
});

test("a draft that was deleted in another tab keeps what is typed in this one, and says what is gone", async () => {
  const alone = await freshTable();
  const resident = residentOn(alone);
  await resident.fillIn();
  const drafts = dynamoDrafts(alone);
  const session = await openDraft({ cookie: () => resident.cookie()?.split("=")[1], now: aDayInCrf }, drafts, "http://localhost");
  await drafts.end(session.tokenHash);
  expect(await keepAnswers(session, drafts, "savings", { savings: "5" }, aDayInCrf)).toMatchObject({ kind: "started" });
});

test("after 26 hours the page says that earlier answers are gone, and keeps what was just typed", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  const now = hoursLater(26);
  const late = await resident.post("savings", { savings: "777" }, { now });
  expect(late.headers.location).toBe("/apply/started-again");
  const told = await resident.get("started-again", { now });
  expect(told.body).toContain("We no longer have your earlier answers");
  expect((await resident.get("savings", { now })).body).toContain('value="777"');
  expect((await resident.get("about-you", { now })).body).not.toContain("Robin Example");
});

test("a draft never starts under a cookie that somebody else chose, and a page from before still counts", async () => {
  for (const chosen of ["A".repeat(43), newToken()]) {
    const alone = await freshTable();
    const resident = residentOn(alone, `application=${chosen}`);
    await resident.post("for-whom", { role: "self" });
    expect(resident.cookie()).toMatch(/^application=[\w-]{43}$/);
    expect(resident.cookie()).not.toBe(`application=${chosen}`);
    await resident.fillIn();
    const whoChose = residentOn(alone, `application=${chosen}`);
    expect((await whoChose.get("about-you")).body).not.toContain("Robin Example");
    expect((await everythingIn(alone)).map(({ pk }) => pk)).toEqual([draftKey(tokenHash(resident.cookie()?.split("=")[1] ?? "")).pk]);
  }
});

test("two first answers sent at once leave one draft that the browser opens", async () => {
  const resident = residentOn(table);
  await resident.get("for-whom");
  await Promise.all([1, 2].map(() => resident.postBare("for-whom", { form: { role: "self" } })));
  await resident.fillIn();
  expect((await resident.get("check")).body).toContain("Robin Example");
});

test.each(["an unsent draft", "an application that was sent"])("leaving ends the way to %s on this device", async (what) => {
  const resident = residentOn(await freshTable());
  await resident.fillIn();
  if (what !== "an unsent draft") await resident.post("check");
  const before = resident.cookie();
  const left = await resident.leave();
  expect(left).toMatchObject({ status: 303, headers: { location: "https://www.bbc.co.uk/weather", "referrer-policy": "same-origin" } });
  expect(left.cookies).toEqual(["application=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]);
  expect(resident.cookie()).toBeUndefined();
  expect((await resident.get("about-you")).body).not.toContain("Robin Example");
  expect((await resident.get("received")).headers.location).toBe("/");
  expect(resident.cookie()).not.toBe(before);
});

test("leaving waits for nothing of ours, so it works when the store does not", async () => {
  const broken: Table = { ...table, name: "not-there" };
  expect((await residentOn(broken, `application=${newToken()}`).leave()).headers.location).toBe("https://www.bbc.co.uk/weather");
});

test("stopping deletes everything", async () => {
  const alone = await freshTable();
  const resident = residentOn(alone);
  await resident.fillIn();
  const stopped = await resident.post("stop");
  expect(stopped.headers.location).toBe("/");
  expect(resident.cookie()).toBeUndefined();
  expect(await everythingIn(alone)).toEqual([]);
});

test("an answer too long for the form is refused by page, kept as typed, and never breaks anything", async () => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  const long = await resident.post("what-happened", { trigger: "ongoing", story: "word ".repeat(2_000) });
  expect(long.body).toContain('<a href="#story">What happened must be 4,000 characters or fewer</a>');
  expect(long.body).toContain("word word word");
  const longer = await resident.post("what-happened", { trigger: "ongoing", story: "x".repeat(220_000) });
  expect(longer.status).toBe(413);
  const huge = await resident.post("what-happened", { trigger: "ongoing", story: "x".repeat(10 * 1024 * 1024) });
  expect(huge.status).toBe(413);
  expect(huge.body).toContain("What you sent is too long");
  expect(limits.bodyBytes).toBeLessThan(10 * 1024 * 1024);
});

test("a form of thousands of fields is refused by page", async () => {
  const resident = residentOn(table);
  const flood = await resident.postBare("for-whom", { form: { role: Array<string>(6_000).fill("self") } });
  expect(flood.status).toBe(413);
  expect(flood.body).toContain("What you sent is too long");
});

test("a form of another content type is refused", async () => {
  const resident = residentOn(table);
  const answer = await resident.postBare("for-whom", { form: { role: "self" }, headers: { "content-type": "text/plain" } });
  expect(answer.status).toBe(415);
});
