import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { addDays, type Day, startOfDay } from "../domain/dates.ts";
import type { HouseholdIdentity, MatchKey } from "../domain/identity/identity.ts";
import { keysOf } from "../domain/identity/keys-of.ts";
import { type Register, type RegisterFile, registersInUse } from "../domain/register/register.ts";
import type { RegisterRow } from "../domain/register/register-row.ts";
import { identityOfRow } from "../domain/register/row-identity.ts";
import { inParts } from "../domain/run/in-parts.ts";
import { Fault } from "../fault.ts";
import { seal, unseal } from "../seal.ts";
import { commit, untilFree } from "./commit.ts";
import { findItem, putNew, readItem, readItems, type Table, values, writeItem } from "./items.ts";
import {
  registerEntryKey,
  registerKey,
  registerPartition,
  registerPartKey,
  registerRowsKey,
  registerSendingKey,
  registersPartition,
} from "./keys.ts";
import { type KindName, kinds } from "./kinds.ts";
import { identifierHash, readMatchingKeys } from "./matching-keys.ts";
import { readMany } from "./read-together.ts";
import { type BadCursor, queryOne, querySlice, type Slice, type SliceWanted } from "./slices.ts";

/** Some rows of a list, sealed: nobody who reads the table alone learns of whom. */
export type SealedRows = {
  readonly registerId: string;
  readonly fileId: string;
  readonly part: number;
  readonly sealed: string;
  readonly expiresAtSeconds: number;
};

/** Where some rows of a list stand: two files that are added at once keep theirs apart. */
export type RowsPlace = { readonly fileId: string; readonly part: number };

/** Every place of a list's rows, file after file. */
export const placesOfRows = ({ files }: Pick<Register, "files">): readonly RowsPlace[] =>
  files.flatMap(({ fileId, parts }) => Array.from({ length: parts }, (_, index) => ({ fileId, part: index + 1 })));

/** The list that somebody uploaded under a key of theirs: the same key uploads no other. */
export type RegisterSending = { readonly sending: string; readonly registerId: string; readonly expiresAtSeconds: number };

/** Rows go in, or come out, so many parts at a time. */
export type RegisterPart = {
  readonly registerId: string;
  readonly pass: number;
  readonly part: number;
  readonly attempt: number;
  readonly askedAt: string;
  readonly expiresAtSeconds: number;
};
export const loadPass = 1;
export const deletePass = 2;

/** Under the keyed hash of an identifier: the rows of one list that have it, each by its part and its row. */
export type RegisterEntry = {
  readonly entryHash: string;
  readonly registerId: string;
  readonly rows: ReadonlySet<string>;
  readonly expiresAtSeconds: number;
};

/** A row that shares an identifier with a household, with its list. */
export type FoundRow = { readonly register: Register; readonly row: RegisterRow };

/** A file that was read, before its rows are kept. */
export type NewFile = { readonly about: Omit<RegisterFile, "parts" | "rows">; readonly rows: readonly RegisterRow[] };
type RegisterWithout = Omit<Register, "files" | "rows">;

type Moved = { readonly kind: "moved"; readonly register: Register } | { readonly kind: "stale"; readonly now: Register };

export type Registers = {
  find(registerId: string): Promise<Register | undefined>;
  list(wanted: SliceWanted): Promise<Slice<Register> | BadCursor>;
  /** Every list whose last day is not over, whatever its state. */
  current(today: Day): Promise<readonly Register[]>;
  /** Keeps a new list with the rows of its first file. Undefined where the sender's key has uploaded another. */
  start(register: RegisterWithout, file: NewFile, sending: string): Promise<Register | undefined>;
  /** Adds the rows of a further file, if the list is as it was seen. */
  add(before: Register, file: NewFile): Promise<Moved>;
  /** Moves a list on, if it is as it was seen, and asks for a part of a pass in the same write. */
  move(before: Register, to: Partial<Register>, next?: Pick<RegisterPart, "pass" | "part">, at?: string): Promise<Moved>;
  requestPart(part: RegisterPart): Promise<void>;
  /** The part of a pass that was asked for last. */
  lastRequested(registerId: string): Promise<RegisterPart | undefined>;
  /** Has some rows found by their identifiers. The same rows again change nothing. */
  index(register: Register, place: RowsPlace): Promise<void>;
  /** Seals some rows with the newest key, and has them found under it. The same again changes nothing. */
  keyAgain(register: Register, place: RowsPlace): Promise<void>;
  /** Takes some rows out of everything. */
  remove(register: Register, place: RowsPlace): Promise<void>;
  /** The rows of lists in use that day that share an identifier with a household, those that share most first. */
  known(identity: HouseholdIdentity, today: Day): Promise<readonly FoundRow[]>;
};

const rowsInAnItem = 50;
const bytesInAnItem = 150_000;
const writesAtOnce = 16;

/** A list's row is found by its person or its home. How somebody is reached or paid is not read from lists. */
const kindsNotOfRows: readonly MatchKey["kind"][] = ["account", "phone", "email"];
const keysOfARow = 24;
const keysOfAHousehold = 60;
/** An identifier of so many rows of one list tells little of any. It takes no more, and finds none. */
const rowsOfAKey = 40;
/** As many rows as a case compares. */
const rowsCompared = 60;

const identifiersOf = (identity: HouseholdIdentity, most: number): readonly MatchKey[] =>
  keysOf(identity)
    .filter(({ kind }) => !kindsNotOfRows.includes(kind))
    .slice(0, most);

/** The table removes what is past its last day. Nothing of it is used after that day, removed or not. */
export const registerExpiry = ({ usedUntil }: Pick<Register, "usedUntil">): number =>
  Math.floor(startOfDay(addDays(usedUntil, 1)).getTime() / 1000);

/** A few at once, so that a list does not take the table's whole limit. */
const inTurns = async <T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> => {
  const left = [...all];
  const workOn = async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: writesAtOnce }, workOn));
};

export const dynamoRegisters = (table: Table, secret: () => Promise<string>): Registers => {
  const find: Registers["find"] = (registerId) => findItem(table, "register", registerKey(registerId));

  const staleNow = async ({ registerId }: Register): Promise<Moved> => {
    const now = await find(registerId);
    if (!now) throw new Fault("itemUnreadable");
    return { kind: "stale", now };
  };

  const putPart = (part: RegisterPart) =>
    putNew(table, writeItem("registerPart", registerPartKey(part.registerId, part.pass, part.part, part.attempt), part));

  /** Rows first and their list last: nobody reads rows that no list names, and the same file puts them again. */
  const keepRows = async (register: Pick<Register, "registerId" | "usedUntil">, { about, rows }: NewFile): Promise<RegisterFile> => {
    const { alive } = readMatchingKeys(await secret());
    const { fileId } = about;
    const parts = inParts(rows, rowsInAnItem, bytesInAnItem);
    const items = parts.map((some, index) => sealRows(alive[0], register, { fileId, part: index + 1 }, some));
    await inTurns(items, (item) =>
      table.client.send(
        new PutItemCommand({ TableName: table.name, Item: writeItem("registerRows", registerRowsKey(item.registerId, item), item) }),
      ),
    );
    return { ...about, parts: parts.length, rows: rows.length };
  };

  const open = (alive: readonly string[], { registerId, fileId, part, sealed }: SealedRows): readonly RegisterRow[] => {
    for (const key of alive) {
      const opened = unseal(sealed, key, "rows of a register");
      if (!opened) continue;
      const content = JSON.parse(opened.toString("utf8")) as OpenedRows;
      // A row that was sealed for one list does not open as another's.
      if (content.registerId === registerId && content.fileId === fileId && content.part === part) return content.rows;
    }
    throw new Fault("itemUnreadable", { place: "registerRows.sealed" });
  };

  /** Every identifier of some rows, hashed under each key that is alive. */
  const identified = async (register: Register, place: RowsPlace): Promise<readonly { readonly hash: string; readonly at: string }[]> => {
    const found = await findItem(table, "registerRows", registerRowsKey(register.registerId, place));
    if (!found) return [];
    const { alive } = readMatchingKeys(await secret());
    return open(alive, found).flatMap((row) => {
      const identifiers = identifiersOf(identityOfRow(register, row), keysOfARow);
      return alive.flatMap((key) =>
        identifiers.map((one) => ({ hash: identifierHash(key, one), at: `${place.fileId}.${place.part}.${row.row}` })),
      );
    });
  };

  const note = async (register: Register, hash: string, at: string): Promise<void> => {
    try {
      await untilFree(() =>
        table.client.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: values(registerEntryKey(hash, register.registerId)),
            UpdateExpression: "SET itemKind = :kind, entryHash = :hash, registerId = :register, expiresAtSeconds = :until ADD #rows :row",
            ConditionExpression: "attribute_not_exists(#rows) OR size(#rows) < :most",
            ExpressionAttributeNames: { "#rows": "rows" },
            ExpressionAttributeValues: {
              ...values({
                ":kind": "registerEntry" satisfies KindName,
                ":hash": hash,
                ":register": register.registerId,
                ":until": registerExpiry(register),
                ":most": rowsOfAKey,
              }),
              ":row": { SS: [at] },
            },
          }),
        ),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };

  const index: Registers["index"] = async (register, place) => {
    await inTurns(await identified(register, place), ({ hash, at }) => note(register, hash, at));
  };

  const forget = ({ registerId }: Register, place: RowsPlace) =>
    table.client.send(new DeleteItemCommand({ TableName: table.name, Key: values(registerRowsKey(registerId, place)) }));

  const moveTo = async (before: Register, to: Partial<Register>, next?: Pick<RegisterPart, "pass" | "part">, at = ""): Promise<Moved> => {
    const after: Register = { ...before, ...to, version: before.version + 1 };
    const { registerId } = after;
    const committed = await commit(table, {
      register: {
        Put: {
          TableName: table.name,
          Item: writeItem("register", registerKey(registerId), after),
          ConditionExpression: "version = :seen",
          ExpressionAttributeValues: values({ ":seen": before.version }),
        },
      },
      part: next && putPart({ registerId, ...next, attempt: 0, askedAt: at, expiresAtSeconds: registerExpiry(after) }),
    });
    return committed.kind === "committed" ? { kind: "moved", register: after } : staleNow(before);
  };

  const current: Registers["current"] = async (today) => {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: "pk = :lists AND sk >= :today",
        ExpressionAttributeValues: values({ ":lists": registersPartition, ":today": today }),
        ConsistentRead: true,
      }),
    );
    return readItems("register", Items);
  };

  return {
    find,
    current,

    list: (wanted) =>
      querySlice(
        table,
        { partition: { name: "pk", value: registersPartition }, keyNames: ["sk"], ScanIndexForward: false },
        wanted,
        (item) => readItem("register", item),
      ),

    async start(register, file, sending) {
      const { registerId } = register;
      const before = await find(registerId);
      if (before) return before;
      if (await findItem(table, "registerSending", registerSendingKey(sending))) return undefined;
      const kept = await keepRows(register, file);
      const whole: Register = { ...register, files: [kept], rows: kept.rows };
      const committed = await commit(table, {
        register: putNew(table, writeItem("register", registerKey(registerId), whole)),
        sending: putNew(
          table,
          writeItem("registerSending", registerSendingKey(sending), { sending, registerId, expiresAtSeconds: registerExpiry(register) }),
        ),
      });
      return committed.kind === "committed" ? whole : find(registerId);
    },

    async add(before, file) {
      const kept = await keepRows(before, file);
      const moved = await moveTo(before, { files: [...before.files, kept], rows: before.rows + kept.rows });
      const isIn = (moved.kind === "moved" ? moved.register : moved.now).files.some(({ fileId }) => fileId === kept.fileId);
      // Rows that no list names are of no use to anybody.
      if (!isIn) await inTurns(placesOfRows({ files: [kept] }), (place) => forget(before, place));
      return moved;
    },

    move: moveTo,

    async requestPart(part) {
      await commit(table, { part: putPart(part) });
    },

    async lastRequested(registerId) {
      const last = await queryOne(table, registerPartition(registerId), kinds.registerPart.sortKey, "last");
      return last && readItem("registerPart", last);
    },

    index,

    async keyAgain(register, place) {
      const { alive } = readMatchingKeys(await secret());
      const key = registerRowsKey(register.registerId, place);
      const found = await findItem(table, "registerRows", key);
      if (!found) return;
      const item = writeItem("registerRows", key, sealRows(alive[0], register, place, open(alive, found)));
      // Rows that somebody has deleted meanwhile stay deleted.
      const put = { Put: { TableName: table.name, Item: item, ConditionExpression: "attribute_exists(pk)" } };
      const { kind } = await commit(table, { rows: put });
      if (kind === "committed") await index(register, place);
    },

    async remove(register, place) {
      const hashes = new Set((await identified(register, place)).map(({ hash }) => hash));
      await inTurns([...hashes], (hash) =>
        table.client.send(new DeleteItemCommand({ TableName: table.name, Key: values(registerEntryKey(hash, register.registerId)) })),
      );
      await forget(register, place);
    },

    async known(identity, today) {
      const registers = registersInUse(await current(today), today);
      if (registers.length === 0) return [];
      const { alive } = readMatchingKeys(await secret());
      const wanted = identifiersOf(identity, keysOfAHousehold);
      const keys = alive.flatMap((key) =>
        wanted.flatMap((one) => registers.map(({ registerId }) => registerEntryKey(identifierHash(key, one), registerId))),
      );
      const entries = readItems("registerEntry", await readMany(table, keys)).filter(({ rows }) => rows.size < rowsOfAKey);
      const shared = new Map<string, number>();
      for (const { registerId, rows } of entries)
        for (const at of rows) shared.set(`${registerId} ${at}`, (shared.get(`${registerId} ${at}`) ?? 0) + 1);
      const places = [...shared]
        .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
        .slice(0, rowsCompared)
        .map(([found]) => placeFrom(found));
      const parts = new Map(
        places.map(({ registerId, place }) => [`${registerId} ${place.fileId}.${place.part}`, registerRowsKey(registerId, place)]),
      );
      const kept = readItems("registerRows", await readMany(table, [...parts.values()]));
      const rows = new Map(
        kept.flatMap((some) => open(alive, some).map((row) => [`${some.registerId} ${some.fileId}.${some.part}.${row.row}`, row] as const)),
      );
      return places.flatMap(({ registerId, place, row }) => {
        const register = registers.find((one) => one.registerId === registerId);
        const found = rows.get(`${registerId} ${place.fileId}.${place.part}.${row}`);
        return register && found ? [{ register, row: found }] : [];
      });
    },
  };
};

const sealRows = (
  key: string,
  register: Pick<Register, "registerId" | "usedUntil">,
  { fileId, part }: RowsPlace,
  rows: readonly RegisterRow[],
): SealedRows => {
  const { registerId } = register;
  const content: OpenedRows = { registerId, fileId, part, rows };
  const sealed = seal(JSON.stringify(content), key, "rows of a register");
  return { registerId, fileId, part, sealed, expiresAtSeconds: registerExpiry(register) };
};

type OpenedRows = RowsPlace & { readonly registerId: string; readonly rows: readonly RegisterRow[] };

const placeFrom = (found: string): { readonly registerId: string; readonly place: RowsPlace; readonly row: number } => {
  const [registerId = "", at = ""] = found.split(" ");
  const [fileId = "", part, row] = at.split(".");
  return { registerId, place: { fileId, part: Number(part) }, row: Number(row) };
};
