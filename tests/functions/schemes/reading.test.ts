import { beforeAll, expect, test } from "vitest";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { sectionNames } from "../../../shared/domain/scheme-draft/sections.ts";
import { aDayInCrf } from "../../examples.ts";
import { type SignedIn, send } from "../../http.ts";
import { errorsIn, formIn, nextCrf, openRoom, type Room, schemeOf, shipped, startedDraft } from "./room.ts";

let room: Room;
beforeAll(async () => {
  room = await openRoom();
});

const version = (scheme: string, number = "1", as: SignedIn = room.farah, now = aDayInCrf) =>
  send(room.room, "GET /schemes/{scheme}/{version}", { as, path: { scheme, version: number }, now });
const startFrom = (scheme: string, form: Record<string, string | readonly string[]>, as = room.farah) =>
  send(room.room, "POST /schemes/{scheme}/drafts", { as, path: { scheme }, form });

test("the list has every scheme, the newest first, with what is in force, and the drafts in work", async () => {
  const draftId = await startedDraft(room);
  const { status, body } = await send(room.room, "GET /schemes", { as: room.asha });
  expect(status).toBe(200);
  const names = [...body.matchAll(/href="\/schemes\/(\w+)\/1"/g)].map(([, code]) => code);
  expect(names).toEqual(["CRF", "HSF7", "HSF6", "HSF5", "HSF4"]);
  expect(body.match(/In force/g)).toHaveLength(1);
  expect(body).toContain(`href="/scheme-drafts/${draftId}"`);
  expect(body).toContain("20 November 2026 at 10:00 am by Farah Aziz");
});

test.each(shippedSchemes.map((scheme) => [scheme.code, scheme] as const))("%s is read whole, in words", async (code, scheme) => {
  const { status, body } = await version(code);
  expect(status).toBe(200);
  for (const name of sectionNames) expect(body).toContain(`id="${name}"`);
  const text = body.replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  for (const { label } of [...scheme.categories, ...scheme.items, ...scheme.evidence]) expect(text).toContain(label);
  for (const { source } of [...scheme.rules, ...scheme.items, ...scheme.windows, scheme.grant, scheme.clock])
    expect(text).toContain(source);
  expect(text).not.toMatch(/undefined|\[object|NaN/);
});

test("a figure that nobody has verified says so beside its source, and a verified one does not", async () => {
  const { body } = await version("CRF");
  const cell = (source: string) => body.slice(Math.max(0, body.indexOf(source) - 120), body.indexOf(source));
  expect(cell(shipped("CRF").grant.source)).toContain("Not verified");
  const verified = shipped("CRF").rules.find((setting) => setting.verified);
  expect(cell(verified?.source ?? "")).not.toContain("Not verified");
});

test("a reader who may not change schemes is shown no way to", async () => {
  const draftId = await startedDraft(room);
  expect((await version("CRF", "1", room.asha)).body).not.toContain("Change this scheme");
  const draft = await send(room.room, "GET /scheme-drafts/{draftId}", { as: room.asha, path: { draftId } });
  expect(draft.status).toBe(200);
  expect(draft.body).not.toContain('<form action="/scheme-drafts/');
});

test("the next version starts as a copy, on the first day that it can", async () => {
  const { body } = await version("CRF");
  const form = formIn(body, "/schemes/CRF/drafts");
  const started = await startFrom("CRF", { ...form, as: "nextVersion" });
  const again = await startFrom("CRF", { ...form, as: "nextVersion" });
  expect(started.status).toBe(303);
  expect(again.headers.location, "a double click starts one draft").toBe(started.headers.location);
  const draftId = started.headers.location?.split("/").at(-1) ?? "";
  const crf = shipped("CRF");
  expect(await schemeOf(room, draftId)).toEqual(
    JSON.parse(JSON.stringify({ ...crf, version: 2, about: { ...crf.about, startsOn: "2026-11-21" } })),
  );
});

test("a scheme that has ended has no next version, and says what to do instead", async () => {
  expect((await version("HSF5")).body).toContain("before a new version could start");
  const refused = await startFrom("HSF5", { as: "nextVersion", startId: "one" });
  expect(refused.status).toBe(400);
});

const newScheme = {
  as: "newScheme",
  version: "1",
  "new-code": "HSF8",
  "new-name": "Household Support Fund 8",
  "new-start-day": "1",
  "new-start-month": "4",
  "new-start-year": "2029",
  "new-end-day": "31",
  "new-end-month": "March",
  "new-end-year": "2030",
};

test("a new scheme is copied from an old one under its own code and days, with nothing in it verified", async () => {
  const started = await startFrom("HSF7", { ...newScheme, startId: "new" });
  expect(errorsIn(started)).toEqual([]);
  const scheme = await schemeOf(room, started.headers.location?.split("/").at(-1) ?? "");
  expect(scheme).toMatchObject({
    code: "HSF8",
    version: 1,
    about: { name: "Household Support Fund 8", start: "2029-04-01", end: "2030-03-31", startsOn: "2029-04-01" },
    returns: [],
  });
  expect(scheme.items).toHaveLength(shipped("HSF7").items.length);
  expect(JSON.stringify(scheme)).not.toContain('"verified":true');
});

test("a new scheme that cannot be is refused by its inputs, with everything typed kept", async () => {
  const taken = await startFrom("HSF7", { ...newScheme, startId: "taken", "new-code": "CRF", "new-name": "<Name>", "new-end-month": "x" });
  expect(taken.status).toBe(400);
  expect(errorsIn(taken).map(({ href }) => href)).toEqual(["#new-end-month"]);
  expect(taken.body).toContain("&lt;Name&gt;");
  const overlapping = await startFrom("HSF7", { ...newScheme, startId: "o", "new-code": "CRF", "new-start-year": "2028" });
  expect(errorsIn(overlapping).map(({ href }) => href)).toContain("#new-code");
  const within = await startFrom("HSF7", { ...newScheme, startId: "w", "new-start-year": "2028" });
  expect(errorsIn(within).map(({ href }) => href)).toEqual(["#new-start-day"]);
});

test("a version or scheme that is not there is not found", async () => {
  expect((await version("CRF", "7")).status).toBe(404);
  expect((await version("constructor")).status).toBe(404);
  expect((await startFrom("constructor", { as: "nextVersion", startId: "x" })).status).toBe(404);
  expect((await startFrom("CRF", { ...newScheme, version: "9", startId: "x" })).status).toBe(404);
});

test("a draft that another publication has overtaken shows what it changes about each version", async () => {
  const other = await openRoom();
  const kept = await startedDraft(other, nextCrf({ clock: { ...shipped("CRF").clock, urgentHours: 24 } }));
  const published = await startedDraft(other);
  await send(other.room, "POST /scheme-drafts/{draftId}/publish", { as: other.joan, path: { draftId: published }, form: { version: "1" } });
  const { body } = await send(other.room, "GET /scheme-drafts/{draftId}", { as: other.joan, path: { draftId: kept } });
  expect(body).toContain("What differs from Crisis and Resilience Fund, version 1 (in force)");
  expect(body).toContain("What differs from Crisis and Resilience Fund, version 2 (to come)");
  expect(body).toContain("Version 2 is the newest that is published");
});
