import { beforeEach, expect, test } from "vitest";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { type DirectoryDraft, dynamoDirectories, dynamoDirectoryDrafts } from "../../../shared/store/directories.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemeDrafts } from "../../../shared/store/scheme-drafts.ts";
import { freshTable } from "../../setup/table.ts";

const writer = { id: "scheme-manager", name: "Farah Aziz" };
const publisher = { id: "scheme-manager-2", name: "Joan Clarke" };
const next = { ...shippedDirectory, version: 2, startsOn: "2026-12-01" };
const draft: DirectoryDraft = {
  draftId: "0000-0000-0001",
  version: 1,
  document: JSON.stringify(next),
  startedFrom: "hash",
  base: { version: 1 },
  startedBy: writer,
  editors: [writer],
  changedAt: "2026-11-20T10:00:00.000Z",
  changedBy: writer,
};
const publication = {
  version: 2,
  document: draft.document,
  number: 1,
  draftId: draft.draftId,
  editors: draft.editors,
  publishedAt: "2026-11-21T10:00:00.000Z",
  publishedBy: publisher,
};

let table: Table;
beforeEach(async () => {
  table = await freshTable();
});

test("a published version ends its draft, stands in the book and is never written again", async () => {
  const drafts = dynamoDirectoryDrafts(table);
  await drafts.start(draft);
  expect(await drafts.publish(draft, publication)).toEqual({ kind: "published" });
  expect(await drafts.publish(draft, publication)).toEqual({ kind: "overtaken" });
  expect(await drafts.all()).toEqual([]);
  expect(await drafts.publications()).toEqual([publication]);
  expect(await dynamoDirectories(table).freshBook()).toEqual([shippedDirectory, next]);
});

test("drafts of the directory and of schemes do not meet", async () => {
  await dynamoDirectoryDrafts(table).start(draft);
  expect(await dynamoSchemeDrafts(table).all()).toEqual([]);
  expect(await dynamoSchemeDrafts(table).find(draft.draftId)).toBeUndefined();
});

test("the book is read once a day, and a version published meanwhile is there the next day", async () => {
  const [directories, drafts] = [dynamoDirectories(table), dynamoDirectoryDrafts(table)];
  expect(await directories.book(new Date("2026-11-30T09:00:00Z"))).toHaveLength(1);
  await drafts.start(draft);
  await drafts.publish(draft, publication);
  expect(await directories.book(new Date("2026-11-30T18:00:00Z"))).toHaveLength(1);
  expect(await directories.book(new Date("2026-12-01T00:30:00Z"))).toHaveLength(2);
});

test("a published document that cannot be read is a fault, never a directory with a hole", async () => {
  const drafts = dynamoDirectoryDrafts(table);
  await drafts.start(draft);
  await drafts.publish(draft, { ...publication, document: JSON.stringify({ ...next, services: "none" }) });
  await expect(dynamoDirectories(table).freshBook()).rejects.toMatchObject({ code: "itemUnreadable" });
});
