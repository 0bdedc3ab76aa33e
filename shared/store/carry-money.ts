import type { EnvelopeId } from "../domain/ledger/envelope.ts";
import { placesOf } from "../domain/ledger/ledger.ts";
import type { Pence } from "../domain/money.ts";
import { system } from "../domain/principal.ts";
import { again, none, retry } from "../retry.ts";
import { commit } from "./commit.ts";
import { writeEntry } from "./envelope-writes.ts";
import { dynamoEnvelopes, type Envelopes, firstShard } from "./envelopes.ts";
import type { Table } from "./items.ts";

/** Money that the nightly work carries from one budget to another, once under its id. */
export type Carrying = {
  readonly from: EnvelopeId;
  readonly to: EnvelopeId;
  readonly amount: Pence;
  readonly id: string;
  readonly at: string;
  readonly why: string;
};

/** Writes both entries and both movements, or none. The same again changes nothing. */
export const carryMoney =
  (table: Table, envelopes: Envelopes = dynamoEnvelopes(table)) =>
  async ({ from, to, amount, id, at, why }: Carrying): Promise<{ kind: "carried" | "alreadyCarried" | "nothingLeft" }> => {
    const entry = { entryId: id, amount, at, by: system, why, change: id, shard: firstShard };
    return retry<{ kind: "carried" | "alreadyCarried" | "nothingLeft" }>(async () => {
      if ((await envelopes.gatherAtFirst(from, amount)).kind === "tooLittle") return { kind: "nothingLeft" };
      const out = writeEntry(table, { ...entry, ...from, kind: "transferOut", ...placesOf("transferOut") });
      const into = writeEntry(table, { ...entry, ...to, kind: "transferIn", ...placesOf("transferIn") });
      const committed = await commit(table, { out: out.entry, from: out.envelope, in: into.entry, to: into.envelope });
      if (committed.kind === "committed") return { kind: "carried" };
      return committed.by.out?.failed ? { kind: "alreadyCarried" } : again;
    }, none);
  };
