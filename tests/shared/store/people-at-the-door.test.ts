import { expect, test } from "vitest";
import { dynamoDrafts } from "../../../shared/store/drafts.ts";
import { itemFrom, putNew } from "../../../shared/store/items.ts";
import { draftKey, messageKey } from "../../../shared/store/keys.ts";
import { dynamoMessages } from "../../../shared/store/messages.ts";
import { transact } from "../../../shared/store/retry.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { freshTable } from "../../setup/table.ts";

const inAnHour = Math.floor(aDayInCrf.getTime() / 1000) + 3600;
const later = new Date(aDayInCrf.getTime() + 3_600_000);

test("a draft keeps what was typed to the letter, page by page", async () => {
  const drafts = dynamoDrafts(await freshTable());
  await drafts.start("hash", { caseId: "0000-0000-0000", formToken: "t", answers: {}, expiresAtSeconds: inAnHour });
  const typed = { name: "  Zoë 😀 عمر <b> ", ways: ["text", "email"] };
  await Promise.all([drafts.keep("hash", "about-you", typed), drafts.keep("hash", "savings", { savings: "£1,0" })]);
  await drafts.keep("hash", "savings", undefined);
  expect((await drafts.find("hash", aDayInCrf))?.answers).toEqual({ "about-you": typed });
});

test("a draft is gone when its day is over, and nobody else's cookie opens it", async () => {
  const drafts = dynamoDrafts(await freshTable());
  await drafts.start("hash", { caseId: "0000-0000-0000", formToken: "t", answers: {}, expiresAtSeconds: inAnHour });
  expect(await drafts.find("hash", later)).toBeUndefined();
  expect(await drafts.find("other", aDayInCrf)).toBeUndefined();
  expect(await drafts.keep("other", "savings", {})).toEqual({ kind: "gone" });
});

test("a session ends at its hour, and at signing out", async () => {
  const sessions = dynamoSessions(await freshTable());
  const session = { principal: assessor, formToken: "t", expiresAtSeconds: inAnHour };
  await sessions.start("hash", session);
  expect(await sessions.find("hash", aDayInCrf)).toEqual(session);
  expect(await sessions.find("hash", later)).toBeUndefined();
  await sessions.end("hash");
  expect(await sessions.find("hash", aDayInCrf)).toBeUndefined();
});

test("a person's form token outlives their session", async () => {
  const sessions = dynamoSessions(await freshTable());
  expect(await sessions.formTokenOf("assessor-1", "first")).toBe("first");
  expect(await sessions.formTokenOf("assessor-1", "second")).toBe("first");
});

test("an item of another kind under a key is a fault, never a guess", async () => {
  const table = await freshTable();
  await transact(table, [putNew(table, itemFrom("session", draftKey("hash"), { formToken: "t" }))]);
  await expect(dynamoDrafts(table).find("hash", aDayInCrf)).rejects.toMatchObject({ code: "itemUnreadable" });
});

test("of two senders of one message one sends, the other asks first, and after it was sent neither does", async () => {
  const table = await freshTable();
  const messages = dynamoMessages(table);
  const message = {
    messageId: "0000-0000-0000-M1",
    caseId: "0000-0000-0000",
    template: "awarded",
    channel: "text",
    to: "07700 900982",
    blanks: {},
    askedAt: "2026-11-20T10:00:00.000Z",
    state: "pending",
  };
  await transact(table, [putNew(table, itemFrom("message", messageKey(message.caseId, message.messageId), message))]);

  const claims = await Promise.all([messages.claim(message.caseId, message.messageId), messages.claim(message.caseId, message.messageId)]);
  expect(claims.map(({ kind }) => kind).sort()).toEqual(["askFirst", "send"]);
  await messages.settle(message.caseId, message.messageId, "sent", "2026-11-20T10:00:05.000Z");
  expect(await messages.claim(message.caseId, message.messageId)).toEqual({ kind: "done" });
});
