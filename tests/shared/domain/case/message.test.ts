import { expect, test } from "vitest";
import type { ApplicationInput } from "../../../../shared/domain/application.ts";
import { againFromWords, isLost, messageFor, refusalMessageFor, safeChannel } from "../../../../shared/domain/case/message.ts";
import type { NextDate } from "../../../../shared/domain/household/household.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { applicationInput, applicationLike } from "../../../examples.ts";

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

test("a message has the reference and the name, and no need, reason or amount", () => {
  const application = applicationLike();
  const message = messageFor("awarded", { caseId: "7K3F-9QZT-1A2B", version: 2 }, application, now, { againFrom: "from 1 December 2026" });
  expect(message).toEqual({
    messageId: "7K3F-9QZT-1A2B-M2",
    caseId: "7K3F-9QZT-1A2B",
    template: "awarded",
    channel: "text",
    to: applicationInput.contact.phone,
    blanks: { reference: "7K3F-9QZT-1A2B", name: "Robin Example", againFrom: "from 1 December 2026" },
    askedAt: "2026-11-20T10:00:00.000Z",
    state: "pending",
  });
});

test("without a safe channel there is no message", () => {
  const application = applicationLike({ contact: { ways: ["letter"] } });
  expect(messageFor("closed", { caseId: "7K3F-9QZT-1A2B", version: 2 }, application, now)).toBeUndefined();
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

const subject = { caseId: "7K3F-9QZT-1A2B", version: 2 };
const crf = shippedSchemes.at(-1) as Scheme;
const withoutMoney = (whenNoMoneyLeft: Scheme["review"]["whenNoMoneyLeft"]) => ({
  review: { ...crf.review, askWithinDays: 28, whenNoMoneyLeft },
});

test("the message of an ineligible resident has the last day to ask for a review", () => {
  const message = refusalMessageFor("notEligible", subject, applicationLike(), withoutMoney("waits"), [{ need: "food" }], now);
  expect(message).toMatchObject({
    template: "refused",
    blanks: { again: "You can ask again at any time.", reviewBy: "18 December 2026" },
  });
});

test("the message of a resident who was helped already has the day from which they can ask again", () => {
  const message = refusalMessageFor("notEligible", subject, applicationLike(), crf, [{ need: "food", from: "2026-12-01" }], now);
  expect(message?.blanks.again).toBe("You can ask for the same again from 1 December 2026.");
});

test.each([
  ["review", "You can ask us to look at it again, by 18 December 2026."],
  ["waits", "You can send us a new one at any time."],
  ["none", "You can send us a new one at any time."],
] as const)(
  "when no money is left under the policy “%s”, the message says what happens next, and never that somebody is ineligible",
  (set, words) => {
    const message = refusalMessageFor("noMoneyLeft", subject, applicationLike(), withoutMoney(set), [], now);
    expect(message).toMatchObject({ template: "noMoneyLeft", blanks: { whatNext: words } });
    expect(message?.blanks).not.toHaveProperty("reviewBy");
  },
);

test("a case closed for another reason has its own message", () => {
  expect(refusalMessageFor("closed", subject, applicationLike(), withoutMoney("waits"), [], now)?.template).toBe("closed");
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
