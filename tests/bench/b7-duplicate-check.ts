import { BatchWriteItemCommand, DynamoDBClient, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { createTable, localSettings, startDynamoDbLocal } from "../../infra/local/dynamodb-local.ts";
import { chooseHousehold } from "../../shared/domain/identity/choose-household.ts";
import type { HouseholdIdentity } from "../../shared/domain/identity/identity.ts";
import { identityOf } from "../../shared/domain/identity/identity-of.ts";
import { keysOf } from "../../shared/domain/identity/keys-of.ts";
import { dynamoHouseholdIdentities } from "../../shared/store/household-identities.ts";
import { type Table, writeItem } from "../../shared/store/items.ts";
import { identifierKey } from "../../shared/store/keys.ts";
import { identifierHash } from "../../shared/store/matching-keys.ts";
import { withoutSdkLog } from "../../shared/without-sdk-log.ts";
import { personOf } from "../people.ts";
import { inFront } from "../setup/in-front.ts";
import { type Figure, inTurn } from "./measure.ts";

const key = "matching-key";
const fewest = 1_000;
/** The engine here takes some minutes for a million people: PEOPLE says another number. */
const most = Number(process.env.PEOPLE ?? 1_000_000);
const checksARound = 300;
const rounds = 9;
const itemsInAWrite = 25;
const writesAtOnce = 16;

const day = "2026-11-20";
/** A million people need more names than the tests' lists have: the street's number stands for the rest of each name. */
const identityFor = (number: number): HouseholdIdentity => {
  const { name, dateOfBirth } = personOf(number);
  const rest = [...String(number)].map((digit) => "bcdfghklmn"[Number(digit)]).join("a");
  return identityOf(
    {
      people: [{ name: `${name} ${rest}`, dateOfBirth, relationship: "self" }],
      address: { kind: "settled", line1: `${number} Sample Street`, postcode: "CV1 2AB" },
      contact: { phone: `07${String(number).padStart(9, "0")}` },
    },
    { householdId: `H-${number}`, caseId: String(number), today: day },
  );
};

/** The identifiers of so many people, as the store writes them. Only those who are looked for need an identity as well. */
const fill = async (table: Table, people: number): Promise<void> => {
  const identities = dynamoHouseholdIdentities(table, async () => key);
  let next = 1;
  const fillOn = async () => {
    for (let from = next; from <= people; from = next) {
      next += itemsInAWrite;
      const items = new Map<string, WriteRequest>();
      for (let number = from; number < Math.min(from + itemsInAWrite, people + 1); number += 1)
        for (const one of keysOf(identityFor(number))) {
          const hash = identifierHash(key, one);
          const Item = writeItem("matchKey", identifierKey(hash), { hash, version: 1, households: new Set([`H-${number}`]) });
          items.set(hash, { PutRequest: { Item } });
        }
      const requests = [...items.values()];
      for (let at = 0; at < requests.length; at += itemsInAWrite)
        await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: requests.slice(at, at + itemsInAWrite) } }));
    }
  };
  await Promise.all(Array.from({ length: writesAtOnce }, fillOn));
  for (let number = 1; number <= checksARound; number += 1) await identities.add(identityFor(number));
};

const filledTable = async (endpoint: string, people: number): Promise<Table> => {
  const name = `bench-duplicates-${people}`;
  const table = { client: withoutSdkLog(new DynamoDBClient(localSettings(endpoint, name))), name };
  await createTable(table.client, table.name);
  await fill(table, people);
  return table;
};

/** The check for other households at submission: its reads, and the comparison of every candidate. */
const checkAll = async (table: Table): Promise<number> => {
  const identities = dynamoHouseholdIdentities(table, async () => key);
  const start = performance.now();
  for (let number = 1; number <= checksARound; number += 1) {
    const own = { ...identityFor(number), householdId: "H-new" };
    const [found] = await identities.candidates([own]);
    if (!found) throw new Error("Each identity has its candidates.");
    const candidates = found.candidates.map(({ identity }) => identity);
    const { joins } = chooseHousehold(own, candidates, found.keys.isSharedByMany);
    if (joins?.identity.householdId !== `H-${number}`) throw new Error(`Household ${number} was not found again.`);
  }
  return performance.now() - start;
};

export const benchDuplicateCheck = async (): Promise<Figure[]> => {
  const engine = await startDynamoDbLocal();
  try {
    const [few, many] = [await filledTable(engine.endpoint, fewest), await filledTable(engine.endpoint, most)];
    const reads = { few: 0, many: 0 };
    const counted = (table: Table, of: keyof typeof reads) =>
      inFront(table, (command, onward) => {
        reads[of] += 1;
        return onward(command);
      });
    const [amongFew, amongMany] = [counted(few, "few"), counted(many, "many")];
    const figure = await inTurn({
      name: "B7",
      // At most 1.2 times as long among many as among few.
      aim: 1 / 1.2,
      rounds,
      prepare: async () => undefined,
      ours: () => checkAll(amongMany),
      floor: () => checkAll(amongFew),
      note: "",
    });
    const each = (count: number) => (count / (checksARound * (rounds + 1))).toFixed(2);
    const note = `among ${most} people against ${fewest}; ${each(reads.many)} and ${each(reads.few)} reads a check`;
    if (reads.many !== reads.few) throw new Error(`A check reads more among more people: ${note}.`);
    return [{ ...figure, note }];
  } finally {
    await engine.stop();
  }
};
