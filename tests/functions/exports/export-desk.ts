import { S3Client } from "@aws-sdk/client-s3";
import { createExports } from "../../../functions/exports/exports.ts";
import { createWriteExports, type WriteExportsPorts } from "../../../functions/exports/write-exports.ts";
import { localSettings } from "../../../infra/local/dynamodb-local.ts";
import { startSqsEmulator } from "../../../infra/local/sqs-emulator.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { type ExportFiles, s3ExportFiles } from "../../../shared/store/export-files.ts";
import { dynamoExportRows } from "../../../shared/store/export-rows.ts";
import { dynamoExports } from "../../../shared/store/exports.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoPayments } from "../../../shared/store/payments.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoReturns } from "../../../shared/store/returns.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { approver, assessor } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { deliverTo, insertsIn, queueOn } from "../../stream.ts";

export const finance: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
export const manager: Principal = { id: "manager-1", name: "Mia Jones", roles: ["schemeManager"] };
export const everybody = [finance, manager, assessor, approver];

/** After everything in the examples has happened. */
export const askedAt = new Date("2026-11-20T12:00:00Z");

/** Real storage of files, in memory. */
export const startFiles = async () => {
  const emulator = await startSqsEmulator({ folder: undefined });
  const client = new S3Client({ ...localSettings(emulator.endpoint, "files"), forcePathStyle: true });
  return { files: s3ExportFiles(emulator.exportsBucket, client), client, bucket: emulator.exportsBucket, stop: () => emulator.stop() };
};

export const writerPortsOn = (table: Table, files: ExportFiles): WriteExportsPorts => ({
  exports: dynamoExports(table),
  files,
  rows: dynamoExportRows(table),
  money: dynamoMoney(table),
  cases: dynamoCases(table),
  payments: dynamoPayments(table),
  referrals: dynamoReferrals(table),
  directories: dynamoDirectories(table),
  schemes: dynamoSchemes(table),
});

export const writerOn = (table: Table, files: ExportFiles, changes: Partial<WriteExportsPorts> = {}) =>
  createWriteExports({ ...writerPortsOn(table, files), ...changes, queue: queueOn(table) });

/** Takes every part until none is new. */
export const writeAll = async (table: Table, writer: ReturnType<typeof writerOn>): Promise<void> => {
  for (let seen = -1, parts = await insertsIn(table, "EXPORTPART#", askedAt); parts.length > seen; ) {
    const [before, failed] = [parts.length, await deliverTo(writer, parts)];
    if (failed.length > 0) throw new Error(`Parts failed: ${failed.join(", ")}.`);
    seen = before;
    parts = await insertsIn(table, "EXPORTPART#", askedAt);
  }
};

/** The room, with somebody of each role signed in. */
export const openExports = async (table: Table, files: ExportFiles) => {
  const room = createExports({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(...everybody),
    exports: dynamoExports(table),
    files,
    schemes: dynamoSchemes(table),
    returns: dynamoReturns(table),
  });
  const as = new Map(await Promise.all(everybody.map(async (one) => [one.id, await signIn(table, one, askedAt)] as const)));
  const sessionOf = ({ id }: Principal) => {
    const session = as.get(id);
    if (!session) throw new Error("They are signed in.");
    return session;
  };
  let sendings = 0;
  return {
    room,
    sessionOf,
    ask: (by: Principal, form: Readonly<Record<string, string>>, now = askedAt) => {
      sendings += 1;
      return send(room, "POST /exports", { as: sessionOf(by), form: { format: "csv", sendingId: `sending-${sendings}`, ...form }, now });
    },
    askApi: (by: Principal, json: object, key = `key-${sendings++}-long-enough`) =>
      send(room, "POST /api/exports", { as: sessionOf(by), json, headers: { "idempotency-key": key }, now: askedAt }),
    look: (by: Principal, exportId: string, now = askedAt) =>
      send(room, "GET /exports/{exportId}", { as: sessionOf(by), path: { exportId }, now }),
    take: (by: Principal, exportId: string, now = askedAt) =>
      send(room, "GET /exports/{exportId}/file", { as: sessionOf(by), path: { exportId }, now }),
    takeApi: (by: Principal, exportId: string, now = askedAt) =>
      send(room, "GET /api/exports/{exportId}/file", { as: sessionOf(by), path: { exportId }, now }),
  };
};
export type ExportsDesk = Awaited<ReturnType<typeof openExports>>;

export const idIn = (location = ""): string => location.replace("/exports/", "");

/** The file behind a link. */
export const fetched = async (href: string): Promise<Buffer> => {
  const answer = await fetch(href);
  if (!answer.ok) throw new Error(`The file was not given: ${answer.status}.`);
  return Buffer.from(await answer.arrayBuffer());
};

/** Asks for a list, has it written and fetches its file. */
export const fileOf = async (
  table: Table,
  desk: ExportsDesk,
  files: ExportFiles,
  by: Principal,
  form: Readonly<Record<string, string>>,
) => {
  const asked = await desk.ask(by, form);
  if (asked.status !== 303) throw new Error(`Not asked: ${asked.status} ${asked.body.slice(0, 2_000)}`);
  await writeAll(table, writerOn(table, files));
  const taken = await desk.take(by, idIn(asked.headers.location));
  return fetched(taken.headers.location ?? "");
};
