import { beforeEach, expect, test } from "vitest";
import { publishDraft } from "../../../functions/document/publish-draft.ts";
import { schemePorts } from "../../../functions/schemes/published.ts";
import { schemeOn, schemeVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import type { Role } from "../../../shared/system.ts";
import { functions, roles } from "../../../shared/system.ts";
import { aDayInCrf } from "../../examples.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { farah, formIn, joan, newKey, nextCrf, openRoom, type Room, sectionOn, shipped, startedDraft } from "./room.ts";

let room: Room;
let draftId: string;
beforeEach(async () => {
  room = await openRoom();
  draftId = await startedDraft(room, nextCrf({ clock: { ...shipped("CRF").clock, urgentHours: 24 } }));
});

const publish = (as: SignedIn, version = 1, now = aDayInCrf, id = draftId) =>
  send(room.room, "POST /scheme-drafts/{draftId}/publish", { as, path: { draftId: id }, form: { version: String(version) }, now });
const publishByApi = (as: SignedIn, version = 1, id = draftId) =>
  send(room.room, "POST /api/scheme-drafts/{draftId}/publications", {
    as,
    path: { draftId: id },
    json: { version },
    headers: { "idempotency-key": newKey() },
  });
const view = (as: SignedIn, now = aDayInCrf) => send(room.room, "GET /scheme-drafts/{draftId}", { as, path: { draftId }, now });

test("a second person publishes what another wrote, and decisions follow it from its first day", async () => {
  const { body } = await view(room.joan);
  expect(body).toContain("Hours for an urgent decision: 48 becomes 24.");
  const form = formIn(body, `/scheme-drafts/${draftId}/publish`);
  const published = await send(room.room, "POST /scheme-drafts/{draftId}/publish", {
    as: room.joan,
    path: { draftId },
    form: form as Record<string, string[]>,
  });
  expect([published.status, published.headers.location]).toEqual([303, "/schemes/CRF/2"]);
  const book = await room.schemes.freshBook();
  expect(schemeOn(book, "2026-11-30")?.version).toBe(1);
  expect(schemeOn(book, "2026-12-01")).toMatchObject({ version: 2, clock: { urgentHours: 24 } });
  expect(await room.drafts.find(draftId)).toBeUndefined();
  const read = await send(room.room, "GET /schemes/{scheme}/{version}", { as: room.asha, path: { scheme: "CRF", version: "2" } });
  expect(read.body).toContain("Published by Joan Clarke on 20 November 2026 at 10:00 am; written by Farah Aziz.");
  expect(read.body).toContain("To come");
});

test("the address of a draft that was published leads to the version", async () => {
  await publish(room.joan);
  expect((await view(room.farah)).headers.location).toBe("/schemes/CRF/2");
});

test("an editor of a draft is told why they cannot publish it, by page and by API alike", async () => {
  expect((await view(room.farah)).body).not.toContain(`action="/scheme-drafts/${draftId}/publish"`);
  expect((await view(room.farah)).body).toContain(
    "You have edited this draft, so somebody else publishes it: a scheme manager who has not edited it.",
  );
  const byPage = await publish(room.farah);
  expect(byPage.isShownAgain).toBe(true);
  expect(byPage.body).toContain("You have edited this draft");
  const byApi = await publishByApi(room.farah);
  expect([byApi.status, byApi.json<{ type: string }>().type]).toEqual([403, "urn:hardship-support:problem:second-person-needed"]);
  expect(await room.drafts.publications()).toEqual([]);
});

test("every role at once does not make the writer a second person", async () => {
  const everything = await signIn(room.table, { ...farah, roles: roles.filter((role: Role) => role !== "partner") });
  expect((await publish(everything)).isShownAgain).toBe(true);
});

test("somebody who changed a draft after another started it cannot publish it either", async () => {
  await sectionOn(room, draftId, room.joan).save("grant", { "grant-amount": "1" });
  expect((await publish(room.joan, 2)).isShownAgain).toBe(true);
});

test("a draft that changed after it was read is not published", async () => {
  await sectionOn(room, draftId).save("grant", { "grant-amount": "1" });
  const byPage = await publish(room.joan, 1);
  expect(byPage.isShownAgain).toBe(true);
  expect(byPage.body).toContain("Farah Aziz changed this draft");
  expect((await publishByApi(room.joan, 1)).json<{ type: string }>().type).toBe("urn:hardship-support:problem:stale-draft");
  expect((await publish(room.joan, 2)).status).toBe(303);
});

test("a start that time has passed stands against publishing until it is changed", async () => {
  const late = new Date("2026-12-01T09:00:00Z");
  const joanLate = await signIn(room.table, joan, late);
  const { body } = await view(joanLate, late);
  expect(body).toContain("This draft cannot be published as it is now.");
  expect(body).not.toContain(`action="/scheme-drafts/${draftId}/publish"`);
  const refused = await publish(joanLate, 1, late);
  expect(refused.isShownAgain).toBe(true);
  expect(refused.body).toContain("The first day of this version, 1 December 2026");
  expect(await room.drafts.publications()).toEqual([]);
});

test("publishing sent twice, or whose answer was lost, publishes once and answers the same", async () => {
  const answers = await Promise.all([publishByApi(room.joan), publishByApi(room.joan)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers[0]?.json()).toEqual(answers[1]?.json());
  expect((await publish(room.joan)).headers.location).toBe("/schemes/CRF/2");
  expect(await room.drafts.publications()).toHaveLength(1);
});

test("a retry finds its own publication, made between finding the draft and reading the book", async () => {
  const { drafts, schemes } = room;
  const sending = { draftId, seen: 1, by: joan, now: aDayInCrf };
  const overtaking = {
    freshBook: async () => {
      await publishDraft(sending, schemePorts(room));
      return schemes.freshBook();
    },
  };
  expect(await publishDraft(sending, schemePorts({ ...room, schemes: overtaking }))).toMatchObject({
    kind: "published",
    publication: { version: 2 },
  });
  expect(await drafts.publications()).toHaveLength(1);
});

test("of two drafts of one version that are published at once, one is; the other is told and can be numbered anew", async () => {
  const other = await startedDraft(room, nextCrf({ clock: { ...shipped("CRF").clock, urgentHours: 12 } }));
  const answers = await Promise.all([publishByApi(room.joan), publishByApi(room.joan, 1, other)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  const left = answers[0]?.status === 201 ? other : draftId;
  expect((await sectionOn(room, left).save("clock", { "clock-otherDays": "9" })).status).toBe(303);
  expect((await publish(room.joan, 2, aDayInCrf, left)).headers.location).toBe("/schemes/CRF/3");
});

test("of two new schemes for the same days that are published at once, one is", async () => {
  const like = (code: string) => ({
    ...nextCrf(),
    code,
    version: 1,
    about: { ...shipped("CRF").about, name: code, start: "2029-04-01", end: "2030-03-31", startsOn: "2029-04-01" },
    subYears: [],
    returns: [],
  });
  const both = [await startedDraft(room, like("ONE")), await startedDraft(room, like("TWO"))];
  const answers = await Promise.all(both.map((id) => publishByApi(room.joan, 1, id)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await room.drafts.publications()).toHaveLength(1);
});

test("nothing changes a version once it is published: no route takes one, and a draft under its number is refused", async () => {
  await publish(room.joan);
  const before = schemeVersion(await room.schemes.freshBook(), "CRF", 2);
  const writes = Object.keys(functions.schemes.routes).filter((route) => route.startsWith("POST ") && route.includes("{version}"));
  expect(writes).toEqual([]);
  const again = await send(room.room, "POST /api/scheme-drafts", {
    as: room.farah,
    json: { document: nextCrf() },
    headers: { "idempotency-key": newKey() },
  });
  expect(again.status).toBe(422);
  expect(again.json<{ errors: object[] }>().errors).toContainEqual({
    pointer: "/document/version",
    detail: "Version 2 is the newest that is published. Make this version 3",
  });
  const gone = await sectionOnGone();
  expect(gone.status).toBe(404);
  expect(schemeVersion(await room.schemes.freshBook(), "CRF", 2)).toEqual(before);
});

const sectionOnGone = () =>
  send(room.room, "POST /scheme-drafts/{draftId}/{section}", {
    as: room.farah,
    path: { draftId, section: "grant" },
    form: { version: "1", "grant-amount": "1", "grant-source": "Late." },
  });

test("a draft is thrown away as it was seen, and no other", async () => {
  const discard = (version: string) =>
    send(room.room, "POST /scheme-drafts/{draftId}/discard", { as: room.joan, path: { draftId }, form: { version } });
  await sectionOn(room, draftId).save("grant", { "grant-amount": "1" });
  expect((await discard("1")).isShownAgain).toBe(true);
  expect((await discard("one")).isShownAgain).toBe(true);
  expect(await room.drafts.find(draftId)).toBeDefined();
  expect((await discard("2")).headers.location).toBe("/schemes");
  expect((await discard("2")).headers.location).toBe("/schemes");
  expect(await room.drafts.find(draftId)).toBeUndefined();
});
