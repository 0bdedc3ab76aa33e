import { expect, test } from "vitest";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import { isLost, messageFor, safeChannel } from "../../../shared/domain/message.ts";
import { applicationInput, applicationLike } from "../../examples.ts";

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
  const message = messageFor("awarded", { caseId: "7K3F-9QZT-1A2B", version: 2 }, application, now);
  expect(message).toEqual({
    messageId: "7K3F-9QZT-1A2B-M2",
    caseId: "7K3F-9QZT-1A2B",
    template: "awarded",
    channel: "text",
    to: applicationInput.contact.phone,
    blanks: { reference: "7K3F-9QZT-1A2B", name: "Robin Example" },
    askedAt: "2026-11-20T10:00:00.000Z",
    state: "pending",
  });
});

test("where no channel is safe there is no message", () => {
  const application = applicationLike({ contact: { ways: ["letter"] } });
  expect(messageFor("refused", { caseId: "7K3F-9QZT-1A2B", version: 2 }, application, now)).toBeUndefined();
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
