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
])("someone who called %s safe is sent an automatic message by %s", (_, contact, channel) => {
  expect(channelFor(contact)).toBe(channel);
});

test("a message says its reference and name, and nothing of needs, reasons or amounts", () => {
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

test("where no channel is safe there is no message", () => {
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
])("when %s, the earliest day is told without a word of what for", (_, dates, words) => {
  expect(againFromWords(dates)).toBe(words);
});

const subject = { caseId: "7K3F-9QZT-1A2B", version: 2 };
const crf = shippedSchemes.at(-1) as Scheme;
const withoutMoney = (whenNoMoneyLeft: Scheme["review"]["whenNoMoneyLeft"]) => ({
  review: { ...crf.review, askWithinDays: 28, whenNoMoneyLeft },
});

test("whoever is found ineligible is told by when to ask for a review", () => {
  const message = refusalMessageFor("notEligible", subject, applicationLike(), withoutMoney("waits"), [{ need: "food" }], now);
  expect(message).toMatchObject({
    template: "refused",
    blanks: { again: "You can ask again at any time.", reviewBy: "18 December 2026" },
  });
});

test("whoever is refused because they were helped already is told from which day they can ask for the same", () => {
  const message = refusalMessageFor("notEligible", subject, applicationLike(), crf, [{ need: "food", from: "2026-12-01" }], now);
  expect(message?.blanks.again).toBe("You can ask for the same again from 1 December 2026.");
});

test.each([
  ["review", "You can ask us to look at it again, by 18 December 2026."],
  ["waits", "We keep what you sent us and look at it again. You do not need to send it again."],
  ["none", "You can send us a new one at any time."],
] as const)(
  "where no money is left and the scheme says “%s”, the message tells what happens next, and never that somebody is ineligible",
  (set, words) => {
    const message = refusalMessageFor("noMoneyLeft", subject, applicationLike(), withoutMoney(set), [], now);
    expect(message).toMatchObject({ template: "noMoneyLeft", blanks: { whatNext: words } });
    expect(message?.blanks).not.toHaveProperty("reviewBy");
  },
);

test("what was closed for another reason has a message of its own", () => {
  expect(refusalMessageFor("closed", subject, applicationLike(), withoutMoney("waits"), [], now)?.template).toBe("closed");
});

test("a message that is neither sent nor failed an hour after it was asked for is lost, and not before", () => {
  const askedAt = "2026-11-20T10:00:00.000Z";
  const inAnHour = new Date("2026-11-20T11:00:00.000Z");
  const justAfter = new Date("2026-11-20T11:00:00.001Z");
  expect(isLost({ state: "sending", askedAt }, inAnHour)).toBe(false);
  expect(isLost({ state: "sending", askedAt }, justAfter)).toBe(true);
  expect(isLost({ state: "pending", askedAt }, justAfter)).toBe(true);
  expect(isLost({ state: "sent", askedAt }, justAfter)).toBe(false);
  expect(isLost({ state: "failed", askedAt }, justAfter)).toBe(false);
});
