import { expect, test } from "vitest";
import type { Message } from "../../../shared/domain/case/message.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoDrafts } from "../../../shared/store/drafts.ts";
import { putNew, values, writeItem } from "../../../shared/store/items.ts";
import { draftKey, messageKey, sessionKey } from "../../../shared/store/keys.ts";
import { dynamoMessages } from "../../../shared/store/messages.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { freshTable } from "../../setup/table.ts";

const inAnHour = Math.floor(aDayInCrf.getTime() / 1000) + 3600;
const end = { endsAtSeconds: inAnHour, expiresAtSeconds: inAnHour };
const aDraft = { caseId: "0000-0000-0000", formToken: "t", answers: {}, expiresAtSeconds: inAnHour };
const later = new Date(aDayInCrf.getTime() + 3_600_000);

test("a draft keeps typed text to the letter, page by page", async () => {
  const drafts = dynamoDrafts(await freshTable());
  await drafts.start("hash", aDraft);
  const typed = { name: "  Zoë 😀 عمر <b> ", ways: ["text", "email"] };
  await Promise.all([drafts.keep("hash", "about-you", typed, end), drafts.keep("hash", "savings", { savings: "£1,0" }, end)]);
  await drafts.keep("hash", "savings", undefined, end);
  expect((await drafts.find("hash", aDayInCrf))?.answers).toEqual({ "about-you": typed });
});

test("a draft is gone when its day is over, and nobody else's cookie opens it", async () => {
  const drafts = dynamoDrafts(await freshTable());
  await drafts.start("hash", aDraft);
  expect(await drafts.find("hash", later)).toBeUndefined();
  expect(await drafts.find("other", aDayInCrf)).toBeUndefined();
  expect(await drafts.keep("other", "savings", {}, end)).toEqual({ kind: "gone" });
});

test("pages that are too long together are kept as far as they fit", async () => {
  const drafts = dynamoDrafts(await freshTable());
  await drafts.start("hash", aDraft);
  const pages = ["what-happened", "needs", "contact"];
  const kept = await Promise.all(pages.map((page) => drafts.keep("hash", page, { story: "a".repeat(150_000) }, end)));
  expect(kept.map(({ kind }) => kind).toSorted()).toEqual(["kept", "kept", "tooLong"]);
  expect(Object.keys((await drafts.find("hash", aDayInCrf))?.answers ?? {})).toHaveLength(2);
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
  const session = writeItem("session", sessionKey("hash"), { formToken: "t", expiresAtSeconds: inAnHour });
  await commit(table, { session: putNew(table, { ...session, ...values(draftKey("hash")) }) });
  await expect(dynamoDrafts(table).find("hash", aDayInCrf)).rejects.toMatchObject({ code: "itemUnreadable" });
});

test("of two senders of one message, one sends and the other asks the message service first; once it was sent, neither sends", async () => {
  const table = await freshTable();
  const messages = dynamoMessages(table);
  const message: Message = {
    messageId: "0000-0000-0000-M1",
    caseId: "0000-0000-0000",
    template: "awarded",
    channel: "text",
    to: "07700 900982",
    blanks: {},
    askedAt: "2026-11-20T10:00:00.000Z",
    state: "pending",
  };
  await commit(table, { message: putNew(table, writeItem("message", messageKey(message.caseId, message.messageId), message)) });

  const claims = await Promise.all([messages.claim(message.caseId, message.messageId), messages.claim(message.caseId, message.messageId)]);
  expect(claims.map(({ kind }) => kind).sort()).toEqual(["askFirst", "send"]);
  await messages.settle(message, { state: "sent", at: "2026-11-20T10:00:05.000Z" });
  expect(await messages.claim(message.caseId, message.messageId)).toEqual({ kind: "done" });
});
