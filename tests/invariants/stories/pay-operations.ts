import fc from "fast-check";
import { importResults } from "../../../functions/pay/import-results.ts";
import { prepareBatch } from "../../../functions/pay/prepare-batch.ts";
import { releaseBatch } from "../../../functions/pay/release-batch.ts";
import { council } from "../../../shared/council.ts";
import { actorOf, type Principal } from "../../../shared/domain/principal.ts";
import { dynamoPayments, type WholeBatch } from "../../../shared/store/payments.ts";
import { isBadCursor } from "../../../shared/store/slices.ts";
import type { Operation } from "./operations.ts";
import { days, financeOfficers, noonOf, type StoryPorts, type World } from "./world.ts";

const some = fc.nat({ max: 60 });
const day = fc.constantFrom(...days.slice(0, 3));
const officer = fc.constantFrom(...financeOfficers);

const prepare = fc.record({ by: officer, on: day }).map(
  ({ by, on }): Operation => ({
    says: `${by.id} prepares a batch of payments on ${on}`,
    does: (_, ports, requestId) => prepareBatch({ requestId, by: actorOf(by), now: noonOf(on) }, ports),
  }),
);

/** One of the payment batches. The store lists the newest first. */
const batchAt = async ({ table }: World, which: number) => {
  const payments = dynamoPayments(table);
  const list = await payments.list({ limit: 50 });
  const batches = isBadCursor(list) ? [] : list.items;
  const chosen = batches[which % Math.max(batches.length, 1)];
  return chosen && payments.find(chosen.batchId);
};

const howReleased = {
  leavesOut: fc.boolean(),
  looks: fc.constantFrom("everything", "everything", "nothing", "one"),
  collects: fc.boolean(),
};
type Released = {
  readonly by: Principal;
  readonly on: (typeof days)[number];
  readonly leavesOut: boolean;
  readonly looks: string;
  readonly collects: boolean;
};

const says = ({ by, on, leavesOut, looks, collects }: Released, batch: string) =>
  `${by.id} releases ${batch}${leavesOut ? " without its first payment" : ""} on ${on}, and confirms ${looks}${collects ? ", roll numbers as of collection accounts" : ""}`;

const releaseAs = ({ by, on, leavesOut, looks, collects }: Released, { batch, payments }: WholeBatch, ports: StoryPorts) => {
  const leftOut = payments.slice(0, leavesOut ? 1 : 0);
  const staying = payments.slice(leftOut.length);
  const confirmed = staying
    .slice(0, looks === "nothing" ? 0 : looks === "everything" ? staying.length : 1)
    .map(({ paymentId, payee: { rollNumber } }) => ({
      paymentId,
      why: "As the story has it.",
      ...(collects && rollNumber && { collection: true as const }),
    }));
  const { batchId, version } = batch;
  const left = leftOut.map(({ paymentId }) => paymentId);
  return releaseBatch({ batchId, by: actorOf(by), now: noonOf(on), version, leftOut: left, confirmed }, ports);
};

const release = fc.record({ which: some, by: officer, on: day, ...howReleased }).map(
  ({ which, ...released }): Operation => ({
    says: says(released, `batch ${which}`),
    async does(world, ports) {
      const found = await batchAt(world, which);
      return found && releaseAs(released, found, ports);
    },
  }),
);

const prepareAndRelease = fc.record({ preparer: officer, by: officer, on: day, ...howReleased }).map(
  ({ preparer, ...released }): Operation => ({
    says: `${preparer.id} prepares a batch of payments, and ${says(released, "it")}`,
    async does({ table }, ports, requestId) {
      const prepared = await prepareBatch({ requestId, by: actorOf(preparer), now: noonOf(released.on) }, ports);
      const found = prepared.kind === "prepared" ? await dynamoPayments(table).find(prepared.batch.batchId) : undefined;
      return found && releaseAs(released, found, ports);
    },
  }),
);

const results = fc.record({ which: some, rejects: fc.nat({ max: 4 }), by: officer, on: day, times: fc.constantFrom(1, 1, 2) }).map(
  ({ which, rejects, by, on, times }): Operation => ({
    says: `${by.id} takes the bank's results of batch ${which} on ${on}, every payment paid but number ${rejects}${times > 1 ? ", twice at once" : ""}`,
    async does(world, ports) {
      const found = await batchAt(world, which);
      if (!found) return;
      const { batchId } = found.batch;
      const rows = found.payments.map(({ paymentId, amount }, index) => {
        const result = index === rejects ? "rejected,Account closed" : "paid,";
        return `${council.code},${batchId},${paymentId},${(amount / 100).toFixed(2)},${result}`;
      });
      const file = Buffer.from(["council,batch,payment,amount,result,reason", ...rows].join("\n"));
      const take = () => importResults({ batchId, file, by: actorOf(by), now: noonOf(on) }, ports.payments);
      return Promise.all(Array.from({ length: times }, take));
    },
  }),
);

/** Batches of payments, to the bank and back. */
export const payOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 1, arbitrary: prepare },
  { weight: 3, arbitrary: prepareAndRelease },
  { weight: 2, arbitrary: release },
  { weight: 2, arbitrary: results },
);
