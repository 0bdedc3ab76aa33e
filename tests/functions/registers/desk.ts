import { randomUUID } from "node:crypto";
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { createLoadRegisters } from "../../../functions/registers/load-registers.ts";
import { createRegisters } from "../../../functions/registers/registers.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { registerPartition } from "../../../shared/store/keys.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { type Answer, origin, type Sent, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertOf, queueOn } from "../../stream.ts";

export const manager: Principal = { id: "scheme-manager", name: "Mina Ford", roles: ["schemeManager"] };
export const otherManager: Principal = { id: "scheme-manager-2", name: "Otis Gray", roles: ["schemeManager"] };

export const secret = async () => "matching-key";
export const registersOn = (table: Table) =>
  createRegisters({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(manager, otherManager, assessor),
    registers: dynamoRegisters(table, secret),
  });
export const loaderOn = (table: Table) => createLoadRegisters({ registers: dynamoRegisters(table, secret), queue: queueOn(table) });

export const openDesk = async (table?: Table, now = aDayInCrf) => {
  const own = table ?? (await freshTable());
  return {
    table: own,
    registers: registersOn(own),
    mina: await signIn(own, manager, now),
    otis: await signIn(own, otherManager, now),
    asha: await signIn(own, assessor, now),
  };
};
export type Desk = Awaited<ReturnType<typeof openDesk>>;

export const terms = {
  kind: "councilTax",
  origin: "Council tax, Coventry",
  lawfulBasis: "publicTask",
  agreement: "The council’s own data sharing agreement of 1 October 2026.",
  dated: "2026-10-01",
  usedUntil: "2027-03-31",
};

export const heading = "account_reference,surname,forename,date_of_birth,address_1,postcode,discount_type,band";
export const csvOf = (rows: readonly string[], columns = heading): string => [columns, ...rows].join("\r\n");
/** Each number is a household of its own. */
export const rowFor = (number: number): string =>
  `CT${number},Person${"abcdefghij".charAt(number % 10)},Robin ${"ABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(number % 26)},1980-01-01,${number} Sample Street,CV1 2AB,Single person discount,B`;
export const rowsFor = (count: number, from = 1): readonly string[] => Array.from({ length: count }, (_, index) => rowFor(from + index));

export type RegisterReply = {
  readonly registerId: string;
  readonly state: string;
  readonly version: number;
  readonly rows: number;
  readonly isInUse: boolean;
  readonly partsDone: number;
  readonly parts: number;
  readonly files: readonly object[];
};

export const api = (
  { registers }: Pick<Desk, "registers">,
  route: string,
  as: SignedIn,
  json: object | undefined,
  { path, key = randomUUID(), now = aDayInCrf }: { readonly path?: Sent["path"]; readonly key?: string; readonly now?: Date } = {},
): Promise<Answer> =>
  send(registers, route, { as, now, ...(path && { path }), ...(json && { json, headers: { "idempotency-key": key } }) });

export const upload = (desk: Desk, list: string, changes: object = {}, key: string = randomUUID(), now = aDayInCrf) =>
  api(desk, "POST /api/registers", desk.mina, { ...terms, list, ...changes }, { key, now });

export const uploaded = async (desk: Desk, list: string, changes: object = {}, now = aDayInCrf): Promise<RegisterReply> => {
  const answer = await upload(desk, list, changes, randomUUID(), now);
  if (answer.status !== 201) throw new Error(`The list was not kept: ${answer.body}`);
  return answer.json<RegisterReply>();
};

export const standing = async (desk: Desk, registerId: string, now = aDayInCrf): Promise<RegisterReply> =>
  (await api(desk, "GET /api/registers/{registerId}", desk.asha, undefined, { path: { registerId }, now })).json<RegisterReply>();

export const startLoading = async (desk: Desk, registerId: string, now = aDayInCrf) =>
  api(
    desk,
    "POST /api/registers/{registerId}/loadings",
    desk.mina,
    { version: (await standing(desk, registerId, now)).version },
    { path: { registerId }, now },
  );

export const end = async (desk: Desk, registerId: string, now = aDayInCrf) =>
  api(
    desk,
    "POST /api/registers/{registerId}/endings",
    desk.mina,
    { version: (await standing(desk, registerId, now)).version, reason: "The wrong month." },
    { path: { registerId }, now },
  );

/** Every part of a list that was asked for so far, as its queue delivers it. */
export const partsOf = async (table: Table, registerId: string) => {
  const { Items: items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :start)",
      ExpressionAttributeValues: values({ ":pk": registerPartition(registerId), ":start": "REGISTERPART#" }),
      ConsistentRead: true,
    }),
  );
  return items.map((item, index) => insertOf(item, String(index + 1)));
};

/** Delivers parts until the list asks for no more. */
export const work = async ({ table }: Pick<Desk, "table">, registerId: string, now = aDayInCrf): Promise<number> => {
  const loader = loaderOn(table);
  for (let taken = 0; ; taken += 1) {
    const part = (await partsOf(table, registerId))[taken];
    if (!part) return taken;
    const failed = await deliverTo(loader, [part], undefined, now);
    if (failed.length > 0) throw new Error("A part of the list failed.");
  }
};

/** A list in eleven small files, which is loaded in two parts. */
export const inManyFiles = async (desk: Desk, changes: object = {}): Promise<RegisterReply> => {
  let list = await uploaded(desk, csvOf([rowFor(1)]), changes);
  for (let number = 2; number <= 11; number += 1) {
    const json = { version: list.version, list: csvOf([rowFor(number)]) };
    const path = { registerId: list.registerId };
    list = (await api(desk, "POST /api/registers/{registerId}/files", desk.mina, json, { path })).json<RegisterReply>();
  }
  return list;
};

/** A list that is loaded to its last row. */
export const loaded = async (desk: Desk, list: string, changes: object = {}, now = aDayInCrf): Promise<RegisterReply> => {
  const { registerId } = await uploaded(desk, list, changes, now);
  await startLoading(desk, registerId, now);
  await work(desk, registerId, now);
  return standing(desk, registerId, now);
};
