import fc from "fast-check";
import { confirmDestination } from "../../../functions/fulfil/confirm-destination.ts";
import { confirmPayee, recordPayee } from "../../../functions/pay/record-payee.ts";
import type { Application } from "../../../shared/domain/application.ts";
import type { Payee } from "../../../shared/domain/bank/payee.ts";
import { isHeld, type Line } from "../../../shared/domain/line/line.ts";
import { actorOf } from "../../../shared/domain/principal.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { isBadCursor } from "../../../shared/store/slices.ts";
import { applicationLike } from "../../examples.ts";
import { accountNumbered } from "../../functions/pay/pay-desk.ts";
import type { Operation } from "./operations.ts";
import { days, everybody, noonOf, type World } from "./world.ts";

const some = fc.nat({ max: 60 });
const day = fc.constantFrom(...days.slice(0, 3));
const anybody = fc.constantFrom(...everybody);

export const phoneOf = (household: number) => `07700 900${100 + household}`;
export const sharedPhone = "07700 900099";

/** The payees of households. Several give the same account or phone. */
const waysToPay = {
  "their own account": (household: number) => accountNumbered(household),
  "an account of several": () => accountNumbered(40),
  "an account of several with a roll number": (household: number) => ({ ...accountNumbered(41), rollNumber: `R/${household % 3}` }),
  "that account without one": () => accountNumbered(41),
  "a stranger's account": (household: number) => ({ ...accountNumbered(50 + (household % 3)), name: "Pat Stranger" }),
  "a code to their own phone": (household: number) => ({ way: "cashCode", phone: phoneOf(household) }) as const,
  "a code to a phone of several": () => ({ way: "cashCode", phone: sharedPhone }) as const,
  "no way yet": () => undefined,
} as const;
type WayToPay = keyof typeof waysToPay;

export const wayToPay = fc.constantFrom(...(Object.keys(waysToPay) as WayToPay[]));
export const payeeBy = (way: WayToPay, household: number): Application["payTo"] => {
  const payTo = waysToPay[way](household);
  return payTo && applicationLike({ payTo }).payTo;
};

/** Lines that are to be paid or sent, and wait for somebody. */
const waitingLines = async ({ table }: World, isWanted: (line: Line) => boolean): Promise<readonly Line[]> => {
  const lists = [
    ["bank", "approved"],
    ["bank", "trouble"],
    ["codes", "trouble"],
  ] as const;
  const found = await Promise.all(lists.map(([fulfiller, stage]) => dynamoLines(table).onList(fulfiller, stage, { limit: 50 })));
  return found.flatMap((list) => (isBadCursor(list) ? [] : list.items.filter(isWanted)));
};
const oneOf = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(all.length, 1)];

const why = "As the story has it.";

const record = fc.record({ which: some, way: wayToPay, household: fc.nat({ max: 2 }), by: anybody, on: day }).map(
  ({ which, way, household, by, on }): Operation => ({
    says: `${by.id} records ${way}, of household ${household}, for waiting line ${which} on ${on}`,
    async does(world, ports) {
      const line = oneOf(await waitingLines(world, () => true), which);
      const payee = payeeBy(way, household);
      return line && payee && recordPayee({ lineId: line.lineId, payee, why, by: actorOf(by), now: noonOf(on) }, ports);
    },
  }),
);

/** The same as before for another line of the case: it may be in trouble, and needs nobody new. */
const repeat = fc.record({ which: some, by: anybody, on: day }).map(
  ({ which, by, on }): Operation => ({
    says: `${by.id} records again how the household of waiting line ${which} is paid, on ${on}`,
    async does(world, ports) {
      const line = oneOf(await waitingLines(world, ({ trouble, newPayee }) => trouble !== undefined && !newPayee), which);
      const behind = line && (await dynamoLines(world.table).behind([line])).get(line.lineId);
      const payee: Payee | undefined = (behind?.application ?? behind?.recipient)?.payTo;
      return line && payee && recordPayee({ lineId: line.lineId, payee, why, by: actorOf(by), now: noonOf(on) }, ports);
    },
  }),
);

const confirm = fc.record({ which: some, isAnother: fc.constantFrom(false, false, false, true), by: anybody, on: day }).map(
  ({ which, isAnother, by, on }): Operation => ({
    says: `${by.id} confirms ${isAnother ? "another payee than" : "the payee that"} line ${which} waits with, on ${on}`,
    async does(world, ports) {
      const { lineId, newPayee } = oneOf(await waitingLines(world, (line) => line.newPayee !== undefined), which) ?? {};
      const payee: Payee | undefined = isAnother ? payeeBy("an account of several", 0) : newPayee?.payee;
      return lineId && payee && confirmPayee({ lineId, payee, why, by: actorOf(by), now: noonOf(on) }, ports);
    },
  }),
);

const byTwo = fc.record({ which: some, way: wayToPay, first: anybody, second: anybody, on: day }).map(
  ({ which, way, first, second, on }): Operation => ({
    says: `${first.id} records ${way} for waiting line ${which}, and ${second.id} confirms it, on ${on}`,
    async does(world, ports) {
      const line = oneOf(await waitingLines(world, () => true), which);
      const payee = payeeBy(way, which);
      if (!line || !payee) return;
      const said = { lineId: line.lineId, payee, why, now: noonOf(on) };
      await recordPayee({ ...said, by: actorOf(first) }, ports);
      return confirmPayee({ ...said, by: actorOf(second) }, ports);
    },
  }),
);

const letGo = fc.record({ which: some, by: anybody, on: day }).map(
  ({ which, by, on }): Operation => ({
    says: `${by.id} confirms that the code of held line ${which} may go where another household's goes, on ${on}`,
    async does(world, ports) {
      const line = oneOf(await waitingLines(world, isHeld), which);
      return line && confirmDestination({ lineId: line.lineId, seen: line.version, why, by: actorOf(by), now: noonOf(on) }, ports);
    },
  }),
);

/** Staff say where money goes, and let it go where another household's goes. */
export const payeeOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 2, arbitrary: record },
  { weight: 3, arbitrary: byTwo },
  { weight: 4, arbitrary: repeat },
  { weight: 3, arbitrary: confirm },
  { weight: 3, arbitrary: letGo },
);
