import fc from "fast-check";
import { joinHouseholds } from "../../../functions/decide/join-households.ts";
import { splitHousehold } from "../../../functions/decide/split-household.ts";
import { partsOf } from "../../../shared/domain/household/parts.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Operation } from "./operations.ts";
import { caseworkers, days, lookAt, noonOf } from "./world.ts";

const some = fc.nat({ max: 60 });
const day = fc.constantFrom(...days.slice(0, 3));
const caseworker = fc.constantFrom(...caseworkers);

const join = fc.record({ keep: some, other: some, by: caseworker, on: day, times: fc.constantFrom(1, 1, 2) }).map(
  ({ keep, other, by, on, times }): Operation => ({
    says: `${by.id} joins the household of case ${other} to that of case ${keep} on ${on}${times > 1 ? ", in both directions at once" : ""}`,
    async does(world, ports) {
      const [one, two] = [await lookAt(world, keep), await lookAt(world, other)];
      if (!one || !two) return;
      const ids = [one.head.householdId, two.head.householdId] as const;
      const send = ([kept, joined]: readonly [string, string]) =>
        joinHouseholds({ keep: kept, join: joined, by, reason: "As the story has it.", now: noonOf(on) }, ports);
      return Promise.all([send(ids), ...(times > 1 ? [send([ids[1], ids[0]])] : [])]);
    },
  }),
);

/** Some of its awards are put to the household that leaves, and some to the one that stays. */
const split = fc
  .record({ which: some, part: fc.nat({ max: 3 }), moves: fc.array(fc.boolean(), { maxLength: 3 }), by: caseworker, on: day })
  .map(
    ({ which, part, moves, by, on }): Operation => ({
      says: `${by.id} splits part ${part} from the household of case ${which} on ${on}${moves.length > 0 ? `, with awards ${moves.map((leaves) => (leaves ? "to it" : "left behind")).join(" and ")}` : ""}`,
      async does(world, ports) {
        const seen = await lookAt(world, which);
        if (!seen) return;
        const household = await dynamoCases(world.table).claims(seen.head.householdId);
        const joined = partsOf(household).filter((one) => one.joined);
        const leaving = joined[part % Math.max(joined.length, 1)];
        if (!leaving) return;
        const made = [...new Set(household.claims.map(({ awardId }) => awardId))].toReversed();
        const awardsTo = Object.fromEntries(
          moves.flatMap((leaves, index) => (made[index] ? [[made[index], leaves ? leaving.householdId : household.householdId]] : [])),
        );
        const { householdId } = seen.head;
        return splitHousehold(
          { householdId, part: leaving.householdId, by, reason: "As the story has it.", now: noonOf(on), awardsTo },
          ports,
        );
      },
    }),
  );

export const householdOperation: fc.Arbitrary<Operation> = fc.oneof({ weight: 3, arbitrary: join }, { weight: 2, arbitrary: split });
