import { expect, test } from "vitest";
import type { ApplicationInput } from "../../../../shared/domain/application.ts";
import {
  againFromWords,
  helpWords,
  isLost,
  messageFor,
  nextWords,
  refusalMessageFor,
  safeChannel,
  signpostsIn,
} from "../../../../shared/domain/case/message.ts";
import { shippedDirectory } from "../../../../shared/domain/directory/shipped-directory.ts";
import { pence } from "../../../../shared/domain/money.ts";
import type { NextDate } from "../../../../shared/domain/rules/next-dates.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { applicationInput, applicationLike, toReach } from "../../../examples.ts";

const now = new Date("2026-11-20T10:00:00Z");
const channelFor = (contact: ApplicationInput["contact"]) => safeChannel(applicationLike({ contact }).contact)?.channel;
const phone = "07700 900982";
const email = "robin@example.com";

test.each<[string, ApplicationInput["contact"], string | undefined]>([
  ["text", { ways: ["text"], phone }, "text"],
  ["email", { ways: ["email"], email }, "email"],
  ["text and email", { ways: ["email", "text"], phone, email }, "text"],
  ["a phone call", { ways: ["phone"], phone }, undefined],
  ["a letter", { ways: ["letter"] }, undefined],
  ["a letter, though an email address is there", { ways: ["letter"], email }, undefined],
  ["text, with words on how to be safe", { ways: ["text"], phone, safety: "Never after six." }, undefined],
])("a resident who called %s safe gets an automatic message by %s", (_, contact, channel) => {
  expect(channelFor(contact)).toBe(channel);
});

const subject = { caseId: "7K3F-9QZT-1A2B", version: 2 };
const says = { help: "Bed (£120): we order it and have it delivered to you.", next: "You can ask again at any time." };

test("a message says what was decided, to the channel that they called safe", () => {
  expect(messageFor("awarded", subject, toReach(applicationLike()), now, says)).toEqual({
    messageId: "7K3F-9QZT-1A2B-M2",
    caseId: "7K3F-9QZT-1A2B",
    template: "awarded",
    channel: "text",
    to: applicationInput.contact.phone,
    blanks: { reference: "7K3F-9QZT-1A2B", name: "Robin Example", ...says },
    askedAt: "2026-11-20T10:00:00.000Z",
    state: "pending",
  });
});

test.each<[string, ApplicationInput["contact"], string]>([
  ["chose a letter", { ways: ["letter"] }, "noSafeChannel"],
  ["chose phone calls", { ways: ["phone"], phone }, "noSafeChannel"],
  ["wrote how to be safe", { ways: ["text"], phone, safety: "Never after six." }, "asksForCare"],
])("whoever %s is told by a person", (_, contact, because) => {
  const message = messageFor("awarded", subject, toReach(applicationLike({ contact })), now, says);
  expect(message).toMatchObject({ state: "toTell", because, blanks: says });
  expect(message).not.toHaveProperty("to");
});

test("nobody has to be told that their application came: they sent it", () => {
  expect(messageFor("received", subject, toReach(applicationLike({ contact: { ways: ["letter"] } })), now)).toBeUndefined();
});

test("a message too long for a text goes by email if that is safe, else a person tells it", () => {
  const long = { help: "x".repeat(700), next: "y" };
  const told = (contact: ApplicationInput["contact"]) => messageFor("awarded", subject, toReach(applicationLike({ contact })), now, long);
  expect(told({ ways: ["text", "email"], phone, email })).toMatchObject({ channel: "email", to: email, state: "pending" });
  expect(told({ ways: ["text"], phone })).toMatchObject({ state: "toTell", because: "tooLong" });
});

const crf = shippedSchemes.at(-1) as Scheme;
const noNames = { categories: [] };

test("an award's words name its strand as residents know it, once, and both where it has two", () => {
  const line = (category: string) => ({ label: "Bed", amount: pence(120_00), delivery: "TANGIBLE", category }) as const;
  expect(helpWords([line("CRISIS_PAYMENT"), line("CRISIS_PAYMENT")], undefined, crf)).toMatch(/In all £240\. This is a Crisis Payment\.$/);
  expect(helpWords([line("CRISIS_PAYMENT"), line("HOUSING_PAYMENT")], undefined, crf)).toMatch(
    / This is a Crisis Payment and a Housing Payment\.$/,
  );
});

test("an award's words name each item, its amount and how it comes, and all of it together", () => {
  const lines = [
    { label: "Bed", amount: pence(120_00), delivery: "TANGIBLE", category: "WIDER" },
    { label: "Fuel top-up", amount: pence(49_50), delivery: "CASH", category: "ENERGY" },
    { label: "Mattress", amount: pence(80_00), delivery: "TANGIBLE", category: "WIDER" },
  ] as const;
  const goods = "Bed (£120), Mattress (£80): we order it and have it delivered to you.";
  const bank = { way: "bank", name: "R Example", sortCode: "089999", accountNumber: "66374958" } as const;
  expect(helpWords(lines, bank, noNames)).toBe(
    `${goods} Fuel top-up (£49.50): we pay it into the bank account that you gave us. In all £249.50.`,
  );
  expect(helpWords([lines[1]], undefined, noNames)).toBe("Fuel top-up (£49.50): call us to say how you want to be paid.");
  expect(helpWords([lines[1]], { way: "cashCode", phone }, noNames)).toBe("Fuel top-up (£49.50): you get a code for the cash separately.");
});

test("a signpost's words say who helps and how to reach them", () => {
  const [debt] = signpostsIn(["debtAdvice"], shippedDirectory);
  expect(debt?.name).toBe("Debt advice");
  const words = nextWords([], debt ? [debt] : []);
  expect(words).toContain("Debt advice can help too: ");
  expect(words).toContain(debt?.phone ?? debt?.url ?? "?");
});

test("a resident is told of no service that is for staff, and of none that has closed", () => {
  const changed = {
    ...shippedDirectory,
    services: shippedDirectory.services.map((service) => ({ ...service, audience: "staff" as const })),
  };
  const closed = {
    ...shippedDirectory,
    services: shippedDirectory.services.map((service) => ({ ...service, status: "defunct" as const })),
  };
  expect([signpostsIn(["debtAdvice"], changed), signpostsIn(["debtAdvice"], closed), signpostsIn(["debtAdvice"], undefined)]).toEqual([
    [],
    [],
    [],
  ]);
});

test.each<[string, readonly NextDate[], string]>([
  ["nothing is held", [{ need: "food" }, { need: "energy" }], "now"],
  [
    "all of it is held until one day",
    [
      { need: "food", from: "2026-12-01" },
      { need: "energy", from: "2026-12-01" },
    ],
    "from 1 December 2026",
  ],
  [
    "some is free now",
    [{ need: "food", from: "2026-12-01" }, { need: "energy" }],
    "now for some of it, and from 1 December 2026 for the rest",
  ],
  [
    "there are two days",
    [
      { need: "energy", from: "2027-04-01" },
      { need: "food", from: "2026-12-01" },
    ],
    "from 1 December 2026 for some of it, and from 1 April 2027 for the rest",
  ],
  [
    "there are three",
    [
      { need: "food", from: "2026-12-01" },
      { need: "energy", from: "2027-04-01" },
      { need: "cooker", from: "2027-11-20" },
    ],
    "from 1 December 2026 for some of it, and from 20 November 2027 for all of it",
  ],
])("when %s, the message tells the earliest day without naming the need", (_, dates, words) => {
  expect(againFromWords(dates)).toBe(words);
});

const whom = toReach(applicationLike());
const told = { reasons: ["Your income is above the limit."], nextDates: [], signposts: [] };
const withoutMoney = (whenNoMoneyLeft: Scheme["review"]["whenNoMoneyLeft"]) => ({
  review: { ...crf.review, askWithinDays: 28, whenNoMoneyLeft },
});

test("the message of an ineligible resident has the last day to ask for a review", () => {
  const message = refusalMessageFor("notEligible", subject, whom, withoutMoney("waits"), { ...told, nextDates: [{ need: "food" }] }, now);
  expect(message).toMatchObject({
    template: "refused",
    blanks: { reasons: "Your income is above the limit.", next: "You can ask again at any time.", reviewBy: "18 December 2026" },
  });
});

test("the message of a resident who was helped already has the day from which they can ask again", () => {
  const message = refusalMessageFor("notEligible", subject, whom, crf, { ...told, nextDates: [{ need: "food", from: "2026-12-01" }] }, now);
  expect(message?.blanks.next).toBe("You can ask for the same again from 1 December 2026.");
});

test.each<[string, readonly NextDate[], string]>([
  ["none of it", [{ need: "food", lastDay: "2037-03-31" }], "You cannot get this help again before the scheme ends on 31 March 2037."],
  [
    "some of it",
    [
      { need: "food", lastDay: "2037-03-31" },
      { need: "energy", from: "2031-01-01" },
    ],
    "You can ask for the same again from 1 January 2031. You cannot get the rest of it again before the scheme ends on 31 March 2037.",
  ],
  [
    "some of it, and the rest now",
    [{ need: "food", lastDay: "2037-03-31" }, { need: "energy" }],
    "You can ask for some of it again at any time. You cannot get the rest of it again before the scheme ends on 31 March 2037.",
  ],
])("where a scheme can meet %s before it ends, the message says so and names no day after it", (_, dates, words) => {
  const message = refusalMessageFor("notEligible", subject, whom, crf, { ...told, nextDates: dates }, now);
  expect(message?.blanks.next).toBe(words);
});

test.each([
  ["review", "You can ask us to look at it again, by 18 December 2026."],
  ["waits", "You can send us a new one at any time."],
  ["none", "You can send us a new one at any time."],
] as const)(
  "when no money is left under the policy “%s”, the message says what happens next, and never that somebody is ineligible",
  (set, words) => {
    const message = refusalMessageFor("noMoneyLeft", subject, whom, withoutMoney(set), told, now);
    expect(message).toMatchObject({ template: "noMoneyLeft", blanks: { next: words } });
    expect(message?.blanks).not.toHaveProperty("reviewBy");
  },
);

test("a case closed for another reason has its own message", () => {
  expect(refusalMessageFor("closed", subject, whom, withoutMoney("waits"), told, now)).toMatchObject({
    template: "closed",
    blanks: { reasons: "Your income is above the limit." },
  });
});

test("a message is lost when it is neither sent nor failed an hour after it was asked for, and not before", () => {
  const askedAt = "2026-11-20T10:00:00.000Z";
  const inAnHour = new Date("2026-11-20T11:00:00.000Z");
  const justAfter = new Date("2026-11-20T11:00:00.001Z");
  expect(isLost({ state: "sending", askedAt }, inAnHour)).toBe(false);
  expect(isLost({ state: "sending", askedAt }, justAfter)).toBe(true);
  expect(isLost({ state: "pending", askedAt }, justAfter)).toBe(true);
  expect(isLost({ state: "sent", askedAt }, justAfter)).toBe(false);
  expect(isLost({ state: "failed", askedAt }, justAfter)).toBe(false);
});
