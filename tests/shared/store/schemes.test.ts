import { beforeEach, expect, test } from "vitest";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { schemeVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { Fault } from "../../../shared/fault.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemeDrafts, type Publication, type SchemeDraft, type SchemeDrafts } from "../../../shared/store/scheme-drafts.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { freshTable } from "../../setup/table.ts";
import hsf5InFormat1 from "../domain/scheme/fixtures/hsf5-format-1.json" with { type: "json" };

const writer = { id: "scheme-manager", name: "Farah Aziz" };
const publisher = { id: "scheme-manager-2", name: "Joan Clarke" };
const crf = shippedSchemes.find(({ code }) => code === "CRF") as Scheme;
const nextCrf: Scheme = { ...crf, version: 2, about: { ...crf.about, startsOn: "2026-12-01" } };

const draft: SchemeDraft = {
  draftId: "0000-0000-0001",
  version: 1,
  document: JSON.stringify(nextCrf),
  startedFrom: "hash",
  base: { scheme: "CRF", version: 1 },
  startedBy: writer,
  editors: [writer],
  changedAt: "2026-11-20T10:00:00.000Z",
  changedBy: writer,
};
const publication: Publication = {
  code: "CRF",
  version: 2,
  document: draft.document,
  number: 1,
  draftId: draft.draftId,
  editors: draft.editors,
  publishedAt: "2026-11-21T10:00:00.000Z",
  publishedBy: publisher,
};

let table: Table;
let drafts: SchemeDrafts;
beforeEach(async () => {
  table = await freshTable();
  drafts = dynamoSchemeDrafts(table);
});

test("a draft is started once: a second start finds the first", async () => {
  expect(await drafts.start(draft)).toEqual({ kind: "started" });
  expect(await drafts.start({ ...draft, document: "{}" })).toEqual({ kind: "alreadyStarted", draft });
  expect(await drafts.all()).toEqual([draft]);
});

test("a draft is replaced as it was seen, and by nothing older or made up", async () => {
  await drafts.start(draft);
  const second = { ...draft, version: 2, changedBy: publisher };
  expect(await drafts.replace(second)).toEqual({ kind: "replaced" });
  expect(await drafts.replace({ ...draft, version: 2 })).toEqual({ kind: "stale", now: second });
  expect(await drafts.replace({ ...draft, version: 9 })).toEqual({ kind: "stale", now: second });
  expect(await drafts.replace({ ...draft, draftId: "0000-0000-0002", version: 2 })).toEqual({ kind: "stale" });
  expect(await drafts.find(draft.draftId)).toEqual(second);
});

test("publishing ends the draft and begins the version, together", async () => {
  await drafts.start(draft);
  expect(await drafts.publish(draft, publication)).toEqual({ kind: "published" });
  expect(await drafts.find(draft.draftId)).toBeUndefined();
  expect(await drafts.publications()).toEqual([publication]);
  expect(schemeVersion(await dynamoSchemes(table).freshBook(), "CRF", 2)).toEqual(nextCrf);
});

test("a version that was published before a check was added goes on deciding", async () => {
  const unchecked = JSON.stringify({ ...nextCrf, rules: nextCrf.rules.filter(({ rule }) => rule !== "publicFundsRouted") });
  await drafts.start({ ...draft, document: unchecked });
  await drafts.publish(draft, { ...publication, document: unchecked });
  const book = await dynamoSchemes(table).freshBook();
  expect(schemeVersion(book, "CRF", 2)?.rules).toHaveLength(nextCrf.rules.length - 1);
});

test("a draft that has moved on is not published, and nothing begins", async () => {
  await drafts.start(draft);
  const second = { ...draft, version: 2 };
  await drafts.replace(second);
  expect(await drafts.publish(draft, publication)).toEqual({ kind: "stale", now: second });
  expect(await drafts.publications()).toEqual([]);
});

test("a publication is never written again, under its version or its number", async () => {
  await drafts.start(draft);
  await drafts.publish(draft, publication);
  const other = { ...draft, draftId: "0000-0000-0002" };
  await drafts.start(other);
  const forged = { ...publication, document: "{}", draftId: other.draftId };
  expect(await drafts.publish(other, { ...forged, number: 2 })).toEqual({ kind: "overtaken" });
  expect(await drafts.publish(other, { ...forged, version: 3 })).toEqual({ kind: "overtaken" });
  expect(await drafts.publications()).toEqual([publication]);
  expect(await drafts.find(other.draftId)).toEqual(other);
});

test("a draft is thrown away as it was seen", async () => {
  await drafts.start(draft);
  expect(await drafts.discard({ ...draft, version: 2 })).toEqual({ kind: "stale", now: draft });
  expect(await drafts.discard(draft)).toEqual({ kind: "discarded" });
  expect(await drafts.discard(draft)).toEqual({ kind: "stale" });
});

test("the book of a day stays as it was first read on that day, and the next day has the new publications", async () => {
  const schemes = dynamoSchemes(table);
  const friday = new Date("2026-11-20T23:30:00Z");
  expect(await schemes.book(friday)).toEqual(shippedSchemes);
  await drafts.start(draft);
  await drafts.publish(draft, publication);
  expect(await schemes.book(new Date("2026-11-20T09:00:00Z"))).toEqual(shippedSchemes);
  expect((await schemes.book(new Date("2026-11-21T00:30:00Z"))).at(-1)).toEqual(nextCrf);
});

test("a version that was published in an older format still reads, and one in no format at all is a fault", async () => {
  const schemes = dynamoSchemes(table);
  await drafts.start(draft);
  await drafts.publish(draft, { ...publication, code: "HSF5", document: JSON.stringify({ ...hsf5InFormat1, version: 2 }) });
  const { format, about } = schemeVersion(await schemes.freshBook(), "HSF5", 2) ?? {};
  expect({ format, start: about?.start }).toEqual({ format: 2, start: "2024-04-01" });

  const other = { ...draft, draftId: "0000-0000-0002" };
  await drafts.start(other);
  await drafts.publish(other, { ...publication, draftId: other.draftId, number: 2, document: "{}" });
  await expect(schemes.freshBook()).rejects.toThrow(new Fault("itemUnreadable"));
});
