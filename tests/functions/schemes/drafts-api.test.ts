import { beforeEach, expect, test } from "vitest";
import { contracts } from "../../../shared/http/contracts.ts";
import type { SchemeDraft } from "../../../shared/store/scheme-drafts.ts";
import { type SignedIn, send } from "../../http.ts";
import hsf5InFormat1 from "../../shared/domain/scheme/fixtures/hsf5-format-1.json" with { type: "json" };
import { newKey, nextCrf, openRoom, type Room, shipped, startedDraft } from "./room.ts";

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});

const start = (document: unknown, key = newKey(), as: SignedIn = room.farah) =>
  send(room.room, "POST /api/scheme-drafts", { as, json: { document }, headers: { "idempotency-key": key } });
const replace = (draftId: string, version: number, document: unknown, as: SignedIn = room.farah, key = newKey()) =>
  send(room.room, "POST /api/scheme-drafts/{draftId}/documents", {
    as,
    path: { draftId },
    json: { version, document },
    headers: { "idempotency-key": key },
  });
const get = (draftId: string) => send(room.room, "GET /api/scheme-drafts/{draftId}", { as: room.asha, path: { draftId } });
const typeOf = ({ json }: { json<T>(): T }) => json<{ type: string }>().type.replace("urn:hardship-support:problem:", "");

test("a whole document starts a draft, which anybody who reads schemes can read with what it changes", async () => {
  const document = nextCrf({ clock: { ...shipped("CRF").clock, urgentHours: 24 } });
  const started = await start(document);
  expect(started.status).toBe(201);
  expect(contracts["POST /api/scheme-drafts"].reply.safeParse(started.json()).error).toBeUndefined();
  const { draftId } = started.json<SchemeDraft>();
  const read = await get(draftId);
  expect(contracts["GET /api/scheme-drafts/{draftId}"].reply.safeParse(read.json()).error).toBeUndefined();
  expect(read.json()).toMatchObject({
    document: JSON.parse(JSON.stringify(document)),
    problems: [],
    differences: [
      {
        scheme: "CRF",
        version: 1,
        changes: [
          { section: "about", sentence: "First day of this version: 1 April 2026 becomes 1 December 2026." },
          { section: "clock", sentence: "Hours for an urgent decision: 48 becomes 24." },
        ],
      },
    ],
  });
});

test("the same start sent twice, one after the other or at once, makes one draft", async () => {
  const key = newKey();
  const answers = [await start(nextCrf(), key), ...(await Promise.all([start(nextCrf(), key), start(nextCrf(), key)]))];
  expect(new Set(answers.map(({ json }) => json<SchemeDraft>().draftId)).size).toBe(1);
  expect(await room.drafts.all()).toHaveLength(1);
  expect(typeOf(await start(nextCrf({ caps: [], clock: { ...shipped("CRF").clock, urgentHours: 1 } }), key))).toBe(
    "idempotency-key-reused",
  );
  await start(nextCrf(), key, room.joan);
  expect(await room.drafts.all(), "a key is its sender's own").toHaveLength(2);
});

test("a document of an older format starts a draft in the newest one", async () => {
  const period = { start: "2029-04-01", end: "2030-03-31" };
  const started = await start({ ...hsf5InFormat1, code: "HSF8", version: 1, period });
  expect(started.status).toBe(201);
  expect(started.json()).toMatchObject({ document: { format: 2, code: "HSF8", about: { startsOn: period.start, end: period.end } } });
});

test("every fault of a document is told by its JSON pointer, and nothing is kept", async () => {
  const document = nextCrf();
  const broken = { ...document, grant: { ...document.grant, amount: -1 }, clock: { ...document.clock, urgentHours: "soon" }, surprise: 1 };
  const answer = await start(broken);
  expect([answer.status, typeOf(answer)]).toEqual([422, "invalid-request"]);
  const pointers = answer.json<{ errors: { pointer: string; detail: string }[] }>().errors.map(({ pointer }) => pointer);
  expect(pointers.sort()).toEqual(["/document/clock/urgentHours", "/document/grant/amount", "/document/surprise"]);
  expect(await room.drafts.all()).toEqual([]);
});

test.each<[string, unknown, string]>([
  ["nothing", undefined, "/document"],
  ["a list", [], "/document"],
  ["an unknown format", { format: 99 }, "/document/format"],
  ["a start in the past", nextCrf({ about: { ...nextCrf().about, startsOn: "2026-11-20" } }), "/document/about/startsOn"],
  ["days of another scheme", { ...nextCrf(), code: "OTHER", version: 1 }, "/document/about/start"],
])("%s is no draft", async (_, document, pointer) => {
  const answer = await start(document);
  expect(answer.status).toBe(422);
  expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((error) => error.pointer)).toContain(pointer);
});

test("a document is replaced as it was seen; who comes second is given what the first made of it", async () => {
  const draftId = await startedDraft(room);
  const mine = nextCrf({ clock: { ...shipped("CRF").clock, urgentHours: 24 } });
  const first = await replace(draftId, 1, mine);
  expect([first.status, first.json<SchemeDraft>().version]).toEqual([201, 2]);
  expect((await replace(draftId, 1, mine)).json<SchemeDraft>().version, "sent again").toBe(2);

  const second = await replace(draftId, 1, nextCrf({ clock: { ...shipped("CRF").clock, urgentHours: 12 } }), room.joan);
  expect([second.status, typeOf(second)]).toEqual([409, "stale-draft"]);
  expect(second.json<{ draft: SchemeDraft }>().draft).toMatchObject({ version: 2, document: { clock: { urgentHours: 24 } } });
  expect((await room.drafts.find(draftId))?.editors.map(({ name }) => name)).toEqual(["Farah Aziz"]);
});

test("of many changes sent at once, one is taken", async () => {
  const draftId = await startedDraft(room);
  const changes = [11, 12, 13, 14].map((urgentHours) => replace(draftId, 1, nextCrf({ clock: { ...shipped("CRF").clock, urgentHours } })));
  expect((await Promise.all(changes)).map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test("a document with problems replaces nothing", async () => {
  const draftId = await startedDraft(room);
  const answer = await replace(draftId, 1, nextCrf({ categories: [] }));
  expect(answer.status).toBe(422);
  expect((await room.drafts.find(draftId))?.version).toBe(1);
});

test("a draft that is not there is not found", async () => {
  for (const draftId of ["0000-0000-0000", "nonsense", "x".repeat(3000)]) {
    expect((await get(draftId)).status).toBe(404);
    expect((await replace(draftId, 1, nextCrf())).status).toBe(404);
  }
});

test("a published version is given whole, and one that is not there is not found", async () => {
  const version = (scheme: string, number: string) =>
    send(room.room, "GET /api/schemes/{scheme}/versions/{version}", { as: room.asha, path: { scheme, version: number } });
  const read = await version("HSF5", "1");
  expect(contracts["GET /api/schemes/{scheme}/versions/{version}"].reply.safeParse(read.json()).error).toBeUndefined();
  expect(read.json()).toEqual({ document: JSON.parse(JSON.stringify(shipped("HSF5"))) });
  for (const [scheme, number] of [
    ["HSF5", "2"],
    ["HSF5", "01"],
    ["HSF5", "1e0"],
    ["toString", "1"],
  ] as const)
    expect((await version(scheme, number)).status).toBe(404);
});
