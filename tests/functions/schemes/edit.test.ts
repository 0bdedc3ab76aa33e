import { beforeEach, expect, test } from "vitest";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { sectionNames } from "../../../shared/domain/scheme-draft/sections.ts";
import { send } from "../../http.ts";
import { errorsIn, farah, formIn, newKey, nextCrf, openRoom, type Room, schemeOf, sectionOn, shipped, startedDraft } from "./room.ts";

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});

const rich: Scheme = nextCrf({
  ...shipped("HSF7"),
  version: 1,
  code: "HSF8",
  about: { ...shipped("HSF7").about, name: "Household “Support” <8>", start: "2029-04-01", end: "2030-03-31", startsOn: "2029-04-01" },
  subYears: [{ code: "2029-30", start: "2029-04-01", end: "2030-03-31" }],
  returns: [],
  ownRules: [
    {
      name: "crowded",
      says: "Four people or more live together, or one of them is very young.",
      toResident: "We could not help because of the size of your household.",
      otherwise: "refer",
      joined: "any",
      conditions: [
        { measure: "people", agedFrom: 0, agedTo: 4, is: "atLeast", value: 1 },
        { measure: "monthlyIncome", is: "atMost", value: 1_000_50, plusEachAdult: 200_00, plusEachChild: 99_99 },
        { measure: "benefits", is: "includes", value: "universalCredit" },
      ],
    },
  ],
});

test.for(sectionNames)("a form that is sent as it came changes nothing: %s", async (section) => {
  for (const document of [nextCrf(), rich]) {
    const draftId = await startedDraft(room, document);
    const saved = await sectionOn(room, draftId, room.joan).save(section);
    expect(errorsIn(saved)).toEqual([]);
    expect(saved.status).toBe(303);
    const draft = await room.drafts.find(draftId);
    expect(JSON.parse(draft?.document ?? "")).toEqual(JSON.parse(JSON.stringify(document)));
    expect(draft?.version, "nobody becomes an editor by looking").toBe(1);
    expect(draft?.editors.map(({ id }) => id)).toEqual([farah.id]);
  }
});

test("an amount is typed in pounds, and the page says in words what it changes", async () => {
  const draftId = await startedDraft(room);
  const grant = sectionOn(room, draftId);
  const saved = await grant.save("grant", { "grant-amount": "£12,345,678.90", "grant-verified": "yes" });
  expect(saved.headers.location).toBe(`/scheme-drafts/${draftId}/grant?saved=yes`);
  expect((await schemeOf(room, draftId)).grant).toMatchObject({ amount: 1_234_567_890, verified: true });
  const { body } = await send(room.room, "GET /scheme-drafts/{draftId}/{section}", {
    as: room.farah,
    path: { draftId, section: "grant" },
    query: { saved: "yes" },
  });
  expect(body).toContain("Saved.");
  expect(body).toContain("Grant: £6,400,000 becomes £12,345,678.90.");
  expect(body).toContain('value="12345678.90"');
});

test("the empty row at the end adds to a list, and a tick takes a row out", async () => {
  const draftId = await startedDraft(room);
  const caps = sectionOn(room, draftId);
  const cap = { "caps-1-cap": "award", "caps-1-amount": "500", "caps-1-source": "The cabinet’s decision." };
  expect((await caps.save("caps", cap)).status).toBe(303);
  expect((await schemeOf(room, draftId)).caps).toEqual([
    { cap: "award", amount: 500_00, verified: false, source: "The cabinet’s decision." },
  ]);

  const more = { "caps-2-cap": "household", "caps-2-amount": "900", "caps-2-source": "The cabinet’s decision.", "caps-1-remove": "yes" };
  expect((await caps.save("caps", more)).status).toBe(303);
  expect((await schemeOf(room, draftId)).caps.map(({ cap: name }) => name)).toEqual(["household"]);
});

test("every problem is told at once, each by its input, with everything typed kept and nothing saved", async () => {
  const draftId = await startedDraft(room);
  const answer = await sectionOn(room, draftId).save("windows", {
    "windows-1-awards": "<b>many</b>",
    "windows-2-months": "",
    "windows-3-source": "",
    "windows-4-remove": "yes",
  });
  expect(answer.isShownAgain).toBe(true);
  expect(answer.body).toContain("<title>Error:");
  expect(errorsIn(answer).map(({ href }) => href)).toEqual(["#windows-1-awards", "#windows-3-source"]);
  expect(answer.body).toContain('value="&lt;b&gt;many&lt;/b&gt;"');
  for (const { href, text } of errorsIn(answer)) {
    expect(answer.body).toContain(`id="${href.slice(1)}-error"`);
    expect(text).not.toBe("");
  }
  const typed = formIn(answer.body, `/scheme-drafts/${draftId}/windows`);
  expect(typed).toMatchObject({ "windows-2-months": [""], "windows-4-remove": ["yes"] });
  expect(await schemeOf(room, draftId)).toEqual(JSON.parse(JSON.stringify(nextCrf())));
});

test("a rule of our own is typed without code and shown back in words", async () => {
  const draftId = await startedDraft(room);
  const own = {
    "ownRules-1-name": "lowIncome",
    "ownRules-1-says": "The household’s income is low for its size.",
    "ownRules-1-toResident": "Your household’s income is above our limit.",
    "ownRules-1-otherwise": "fail",
    "ownRules-1-joined": "all",
    "ownRules-1-condition-1-measure": "monthlyIncome",
    "ownRules-1-condition-1-is": "atMost",
    "ownRules-1-condition-1-value": "£1,000",
    "ownRules-1-condition-1-plusEachChild": "200.50",
  };
  expect((await sectionOn(room, draftId).save("ownRules", own)).status).toBe(303);
  const second = {
    "ownRules-1-condition-2-measure": "benefits",
    "ownRules-1-condition-2-is": "includes",
    "ownRules-1-condition-2-option": "benefits:universalCredit",
  };
  expect((await sectionOn(room, draftId).save("ownRules", second)).status).toBe(303);
  const { body } = await sectionOn(room, draftId).open("ownRules");
  expect(body).toContain(
    "The rule passes when the household’s monthly income is at most £1,000, plus £200.50 for each child under 19, and the list of the household’s benefits includes “Universal Credit”; otherwise it fails.",
  );
});

const ownRule = (conditions: { readonly [input: string]: string }) => ({
  "ownRules-1-name": "own",
  "ownRules-1-says": "Says.",
  "ownRules-1-toResident": "Tells.",
  "ownRules-1-otherwise": "fail",
  "ownRules-1-joined": "all",
  ...Object.fromEntries(Object.entries(conditions).map(([input, typed]) => [`ownRules-1-condition-${input}`, typed])),
});

test("an option names its own measure", async () => {
  const draftId = await startedDraft(room);
  const saved = await sectionOn(room, draftId).save("ownRules", ownRule({ "1-is": "includes", "1-option": "benefits:universalCredit" }));
  expect(errorsIn(saved)).toEqual([]);
  expect((await schemeOf(room, draftId)).ownRules[0]?.conditions).toEqual([
    { measure: "benefits", is: "includes", value: "universalCredit" },
  ]);
});

test.each([
  [
    "an option beside a figure",
    { "1-measure": "savings", "1-is": "atMost", "1-value": "100", "1-option": "benefits:universalCredit" },
    "#ownRules-1-condition-1-option",
  ],
  [
    "an option in place of a figure",
    { "1-measure": "savings", "1-is": "atMost", "1-option": "benefits:universalCredit" },
    "#ownRules-1-condition-1-value",
  ],
  [
    "a figure beside an option",
    { "1-measure": "benefits", "1-is": "includes", "1-value": "7", "1-option": "benefits:universalCredit" },
    "#ownRules-1-condition-1-value",
  ],
  [
    "an option of another list",
    { "1-measure": "benefits", "1-is": "includes", "1-option": "triggers:atRisk" },
    "#ownRules-1-condition-1-option",
  ],
])("%s is told at its own input, once, and never dropped", async (_, conditions, href) => {
  const draftId = await startedDraft(room);
  const answer = await sectionOn(room, draftId).save("ownRules", ownRule(conditions));
  expect(answer.isShownAgain).toBe(true);
  expect(errorsIn(answer).map((error) => error.href)).toEqual([href]);
});

test("a rule with as many conditions as it can have says so", async () => {
  const draftId = await startedDraft(room);
  const condition = (number: number) => [
    [`${number}-measure`, "savings"],
    [`${number}-is`, "atMost"],
    [`${number}-value`, "100"],
  ];
  const full = ownRule(Object.fromEntries([1, 2, 3, 4, 5].flatMap(condition)));
  expect((await sectionOn(room, draftId).save("ownRules", full)).status).toBe(303);
  expect((await sectionOn(room, draftId).open("ownRules")).body).toContain("This has 5 conditions, which is the most.");
});

test("a rule of our own that measures nothing, or compares a list with a number, is refused by its own inputs", async () => {
  const draftId = await startedDraft(room);
  const answer = await sectionOn(room, draftId).save("ownRules", {
    "ownRules-1-name": "odd",
    "ownRules-1-says": "Odd.",
    "ownRules-1-toResident": "Odd.",
    "ownRules-1-otherwise": "fail",
    "ownRules-1-joined": "all",
    "ownRules-1-condition-2-measure": "benefits",
    "ownRules-1-condition-2-is": "includes",
    "ownRules-1-condition-2-value": "7",
    "ownRules-1-condition-4-is": "atLeast",
  });
  expect(answer.isShownAgain).toBe(true);
  expect(errorsIn(answer).map(({ href }) => href)).toEqual([
    "#ownRules-1-condition-2-option",
    "#ownRules-1-condition-4-measure",
    "#ownRules-1-condition-4-value",
  ]);
});

test("a rule is used or not, with its settings, in the place that is typed beside it", async () => {
  const draftId = await startedDraft(room);
  const saved = await sectionOn(room, draftId).save("rules", {
    "rules-savingsWithinLimit-1-parameters-savingsMax": "16,000",
    "rules-savingsWithinLimit-1-place": "0",
    "rules-oldEnough-1-used": undefined,
  });
  expect(errorsIn(saved)).toEqual([]);
  const { rules } = await schemeOf(room, draftId);
  expect(rules[0]).toMatchObject({ rule: "savingsWithinLimit", parameters: { savingsMax: 16_000_00 } });
  expect(rules.map(({ rule }) => rule)).not.toContain("oldEnough");
  expect(rules).toHaveLength(nextCrf().rules.length - 1);
});

test("the rule that keeps public money from whoever it could harm cannot be left out, and its own box says so", async () => {
  const draftId = await startedDraft(room);
  const saved = await sectionOn(room, draftId).save("rules", { "rules-publicFundsRouted-2-used": undefined });
  expect(saved.isShownAgain).toBe(true);
  const [error, ...others] = errorsIn(saved);
  expect(others).toEqual([]);
  expect(error?.text).toContain("Use the rule “Where a visa limits pub");
  expect(error?.href).toBe("#rules-publicFundsRouted-2-used");
  expect(saved.body).toContain('id="rules-publicFundsRouted-2-used"');
});

test("a setting that a rule cannot take is told beside it", async () => {
  const draftId = await startedDraft(room);
  const answer = await sectionOn(room, draftId).save("rules", { "rules-savingsWithinLimit-1-parameters-savingsMax": "a lot" });
  expect(errorsIn(answer).map(({ href }) => href)).toEqual(["#rules-savingsWithinLimit-1-parameters-savingsMax"]);
});

test("a problem of another page is told with a link to that page", async () => {
  const draftId = await startedDraft(room);
  const evidence = await sectionOn(room, draftId).save("evidence", { "evidence-1-remove": "yes" });
  expect(evidence.isShownAgain).toBe(true);
  expect(errorsIn(evidence)).toEqual([
    { href: `/scheme-drafts/${draftId}/rules`, text: expect.stringMatching(/^Rules: .*opens in a new tab/) },
  ]);
});

test("period and years, which hang on each other, are changed together", async () => {
  const draftId = await startedDraft(room);
  const answer = await sectionOn(room, draftId).save("about", { "about-end-year": "2030", "subYears-3-end-year": "2030" });
  expect(errorsIn(answer)).toEqual([]);
  expect(answer.status).toBe(303);
  expect((await schemeOf(room, draftId)).about.end).toBe("2030-03-31");
});

test("a start in the past is refused by the day's own box", async () => {
  const draftId = await startedDraft(room);
  const answer = await sectionOn(room, draftId).save("about", { "about-startsOn-year": "2025" });
  expect(errorsIn(answer).map(({ href }) => href)).toEqual(["#about-startsOn-day"]);
  const unreadable = await sectionOn(room, draftId).save("about", { "about-startsOn-month": "Brumaire" });
  expect(errorsIn(unreadable)).toEqual([{ href: "#about-startsOn-month", text: "First day of this version must be a real date" }]);
});

test("of two who edit at once, the second is told who was first and keeps what they typed", async () => {
  const draftId = await startedDraft(room);
  const opened = (await sectionOn(room, draftId, room.joan).open("grant")).body;
  const typed = { ...formIn(opened, `/scheme-drafts/${draftId}/grant`), "grant-amount": ["7000000"] };
  await sectionOn(room, draftId).save("clock", { "clock-urgentHours": "24" });

  const sent = { as: room.joan, path: { draftId, section: "grant" } };
  const late = await send(room.room, "POST /scheme-drafts/{draftId}/{section}", { ...sent, form: typed });
  expect(late.isShownAgain).toBe(true);
  expect(late.body).toContain("Farah Aziz changed this draft on 20 November 2026 at 10:00 am, after you opened it.");
  expect(late.body).toContain('value="7000000"');
  expect((await schemeOf(room, draftId)).grant.amount).toBe(6_400_000_00);

  const again = await send(room.room, "POST /scheme-drafts/{draftId}/{section}", {
    ...sent,
    form: formIn(late.body, `/scheme-drafts/${draftId}/grant`),
  });
  expect(again.status).toBe(303);
  const both = await schemeOf(room, draftId);
  expect([both.grant.amount, both.clock.urgentHours]).toEqual([7_000_000_00, 24]);
});

test("the same form sent twice is saved once", async () => {
  const draftId = await startedDraft(room);
  const form = { ...formIn((await sectionOn(room, draftId).open("grant")).body, `/scheme-drafts/${draftId}/grant`), "grant-amount": ["1"] };
  const press = () =>
    send(room.room, "POST /scheme-drafts/{draftId}/{section}", { as: room.farah, path: { draftId, section: "grant" }, form });
  expect((await Promise.all([press(), press()])).map(({ status }) => status)).toEqual([303, 303]);
  expect((await room.drafts.find(draftId))?.version).toBe(2);
});

test("a section or a draft that is not there is not found", async () => {
  const draftId = await startedDraft(room);
  for (const path of [
    { draftId, section: "toString" },
    { draftId: "0000-0000-0000", section: "grant" },
    { draftId: "x".repeat(3000), section: "grant" },
  ]) {
    expect((await send(room.room, "GET /scheme-drafts/{draftId}/{section}", { as: room.farah, path })).status).toBe(404);
    expect((await send(room.room, "POST /scheme-drafts/{draftId}/{section}", { as: room.farah, path, form: {} })).status).toBe(404);
  }
});

test("limits on several awards together are typed in pounds, said in words, and held to the other limits", async () => {
  const draftId = await startedDraft(room);
  const page = sectionOn(room, draftId);
  const count = nextCrf().limitsTogether.length;
  const added = {
    [`limitsTogether-${count + 1}-role`]: "approver",
    [`limitsTogether-${count + 1}-counts`]: "all",
    [`limitsTogether-${count + 1}-over`]: "scheme",
    [`limitsTogether-${count + 1}-upTo`]: "£9,000,000",
    [`limitsTogether-${count + 1}-source`]: "The cabinet’s decision.",
  };
  expect((await page.save("limitsTogether", added)).status).toBe(303);
  expect((await schemeOf(room, draftId)).limitsTogether.at(-1)).toMatchObject({
    role: "approver",
    counts: "all",
    over: "scheme",
    upTo: 9_000_000_00,
  });
  expect((await page.open("limitsTogether")).body).toContain("Approver, for all households together, in the whole scheme");

  const wrong = await page.save("limitsTogether", {
    "limitsTogether-3-upTo": "lots",
    "limitsTogether-4-source": "",
  });
  expect(errorsIn(wrong).map(({ href, text }) => [href, text])).toEqual([
    ["#limitsTogether-3-upTo", expect.stringMatching(/^Limit 3: Most that they may commit together must be in pounds and pence/)],
    ["#limitsTogether-4-source", expect.stringMatching(/^Limit 4: /)],
  ]);
  expect(wrong.body).toContain('value="lots"');
  const low = await page.save("limitsTogether", { "limitsTogether-1-upTo": "1999.99" });
  expect(errorsIn(low)).toEqual([
    {
      href: "#limitsTogether-1-upTo",
      text: "Limit 1: £1,999.99 together is below the limit of £2,000 for one award. Raise it, or lower that",
    },
  ]);
  const twice = await page.save("limitsTogether", { "limitsTogether-2-over": "day" });
  expect(errorsIn(twice)).toEqual([
    { href: "#limitsTogether-2-over", text: "Limit 2: There are two limits of this kind for this role. Keep one" },
  ]);
});

test("the points of a match are typed, said in words, and held to each other, by page and API", async () => {
  const draftId = await startedDraft(room);
  const page = sectionOn(room, draftId);
  const { body } = await page.open("matching");
  expect(body).toContain("Points from which an application joins a household without a person");
  expect(body).toContain("Cost of a wrong join");
  expect((await page.save("matching", { "matching-certain": "120", "matching-missedMatch": "Paid twice." })).status).toBe(303);
  expect((await schemeOf(room, draftId)).matching).toMatchObject({ certain: 120, missedMatch: "Paid twice." });
  expect((await page.open("matching")).body).toContain(
    "Points from which an application joins a household without a person: 100 becomes 120.",
  );

  const wrong = await page.save("matching", { "matching-possible": "121", "matching-wrongJoin": "Kept as typed." });
  expect(errorsIn(wrong)).toEqual([
    {
      href: "#matching-possible",
      text: "The points for a look, 121, are above those for a join, 120. Lower them, or raise the points for a join",
    },
  ]);
  expect(wrong.body).toContain("Kept as typed.");
  const unread = await page.save("matching", { "matching-certain": "many", "matching-source": "" });
  expect(errorsIn(unread).map(({ href }) => href)).toEqual(["#matching-certain", "#matching-source"]);
  expect((await schemeOf(room, draftId)).matching).toMatchObject({ certain: 120, possible: 68 });

  const json = { document: nextCrf({ matching: { ...nextCrf().matching, certain: 90, possible: 91 } }) };
  const refused = await send(room.room, "POST /api/scheme-drafts", { as: room.farah, json, headers: { "idempotency-key": newKey() } });
  expect(refused.status).toBe(422);
  expect(refused.body).toContain("The points for a look, 91, are above those for a join, 90.");
});
