import type { EnvelopeId } from "../domain/ledger/envelope.ts";
import { placesOf } from "../domain/ledger/ledger.ts";
import type { Pence } from "../domain/money.ts";
import { system } from "../domain/principal.ts";
import { Fault } from "../fault.ts";
import { writeEntry } from "./envelope-writes.ts";
import { dynamoEnvelopes, type Envelopes, firstShard } from "./envelopes.ts";
import type { Table } from "./items.ts";
import { transact } from "./retry.ts";

/** Money that goes on from one budget to another by itself, once under its id. */
export type Carrying = {
  readonly from: EnvelopeId;
  readonly to: EnvelopeId;
  readonly amount: Pence;
  readonly id: string;
  readonly at: string;
  readonly why: string;
};

const attempts = 4;

/** Both entries and both movements, or none of them. The same again changes nothing. */
export const carryMoney =
  (table: Table, envelopes: Envelopes = dynamoEnvelopes(table)) =>
  async ({ from, to, amount, id, at, why }: Carrying): Promise<{ kind: "carried" | "alreadyCarried" | "nothingLeft" }> => {
    const entry = { entryId: id, amount, at, by: system, why, change: id, shard: firstShard };
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if ((await envelopes.gatherAtFirst(from, amount)).kind === "tooLittle") return { kind: "nothingLeft" };
      const refusals = await transact(table, [
        ...writeEntry(table, { ...entry, ...from, kind: "transferOut", ...placesOf("transferOut") }),
        ...writeEntry(table, { ...entry, ...to, kind: "transferIn", ...placesOf("transferIn") }),
      ]);
      if (!refusals) return { kind: "carried" };
      if (refusals[0]?.failed) return { kind: "alreadyCarried" };
    }
    throw new Fault("tooBusy");
  };
