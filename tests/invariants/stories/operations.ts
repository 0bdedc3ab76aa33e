import fc from "fast-check";
import { approveAward } from "../../../functions/award/approve-award.ts";
import { declineAward } from "../../../functions/award/decline-award.ts";
import { serveWaitingList } from "../../../functions/award/serve-waiting-list.ts";
import { proposeChange } from "../../../functions/budget/propose-change.ts";
import { refuseChange, signChange, takeBackChange } from "../../../functions/budget/settle-change.ts";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import { takeLineStep } from "../../../functions/fulfil/take-line-step.ts";
import { sendOrder } from "../../../functions/line/send-order.ts";
import { expireVouchers } from "../../../functions/nightly/steps/expire-vouchers.ts";
import { budgetChangeKinds, budgetChangeSchema, namedBy } from "../../../shared/domain/ledger/budget-change.ts";
import { lineIdOf } from "../../../shared/domain/line/line.ts";
import { type LineAction, lineActions } from "../../../shared/domain/line/line-action.ts";
import { orderOf } from "../../../shared/domain/line/order.ts";
import { pence } from "../../../shared/domain/money.ts";
import { actorOf, resident } from "../../../shared/domain/principal.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { applicationLike, awardRequestFor, submitExample } from "../../examples.ts";
import { householdOperation } from "./household-operations.ts";
import { payOperation } from "./pay-operations.ts";
import { payeeBy, payeeOperation, phoneOf, sharedPhone, wayToPay } from "./payee-operations.ts";
import { runOperation } from "./run-operations.ts";
import { caseworkers, days, envelopes, everybody, financeOfficers, lookAt, noonOf, type StoryPorts, scheme, type World } from "./world.ts";

/** One thing that somebody does, with the cases, lines and runs that exist by then. */
export type Operation = {
  /** One line of the story. */
  readonly says: string;
  /** A name of its own: the same operation sent again has the same. */
  does(world: World, ports: StoryPorts, name: string): Promise<unknown>;
};

const some = fc.nat({ max: 60 });
const day = fc.constantFrom(...days.slice(0, 3));
const anyDay = fc.constantFrom(...days);
const caseworker = fc.constantFrom(...caseworkers);
const officer = fc.constantFrom(...financeOfficers);
const anybody = fc.constantFrom(...everybody);

const items = [
  { item: "fuelTopUp", delivery: "CASH" },
  { item: "fuelTopUp", delivery: "VOUCHER" },
  { item: "foodParcel", delivery: "THIRD_PARTY" },
  { item: "foodParcel", delivery: "VOUCHER" },
  { item: "bed", delivery: "TANGIBLE" },
  { item: "cot", delivery: "TANGIBLE" },
  { item: "rentShortfall", delivery: "CASH" },
] as const;
const line = fc.record({ what: fc.constantFrom(...items), amount: fc.integer({ min: 1, max: 60_00 }) });
const pounds = (amount: number) => `£${(amount / 100).toFixed(2)}`;

const applying = fc.record({
  household: fc.nat({ max: 24 }),
  isUrgent: fc.boolean(),
  hasChild: fc.boolean(),
  way: wayToPay,
  sharesPhone: fc.boolean(),
  by: fc.oneof({ weight: 3, arbitrary: fc.constant(resident) }, { weight: 1, arbitrary: anybody.map(actorOf) }),
});

/** Somebody applies, without faults: applying has tests of its own. */
const apply = applying.map(
  ({ household, isUrgent, hasChild, way, sharesPhone, by }): Operation => ({
    says: `household ${household} applies${by === resident ? "" : ` through ${by.id}`}${isUrgent ? ", urgently" : ""}${hasChild ? ", with a child" : ""}, to be paid by ${way}${sharesPhone ? ", with a phone that others have" : ""}`,
    async does({ table, cases, households }) {
      const [self, child] = applicationLike().people;
      const payTo = payeeBy(way, household);
      const application = applicationLike({
        ...(payTo && { payTo }),
        contact: { ways: ["text"], phone: sharesPhone ? sharedPhone : phoneOf(household) },
        people: [self, ...(hasChild ? [child] : [])].flatMap((one) => one ?? []),
        ...(isUrgent && { circumstances: { trigger: "suddenExpense", story: "No gas.", without: ["heatingOrPower"] } }),
      });
      const known = households.get(household);
      const submitted = known
        ? known.then(({ householdId }) => submitExample(table, { application, householdId, by }))
        : submitExample(table, { application, by });
      if (!known) households.set(household, submitted);
      cases.push(await submitted);
    },
  }),
);

const award = fc
  .record({
    which: some,
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    by: caseworker,
    on: day,
    times: fc.constantFrom(1, 1, 1, 2),
  })
  .map(
    ({ which, lines, by, on, times }): Operation => ({
      says: `${by.id} awards ${lines.map(({ what, amount }) => `${pounds(amount)} for ${what.item} by ${what.delivery}`).join(" and ")} to case ${which} on ${on}${times > 1 ? ", twice at once" : ""}`,
      async does(world, ports, name) {
        const seen = await lookAt(world, which);
        if (!seen) return;
        const request = awardRequestFor(seen.head, {
          checks: ["housingElementSeen"],
          lines: lines.map(({ what, amount }) => ({ ...what, amount: pence(amount), reason: "As the story has it." })),
        });
        const send = () => awardGrant({ caseId: seen.head.caseId, decisionId: name, by, now: noonOf(on), request }, ports);
        return Promise.all(Array.from({ length: times }, send));
      },
    }),
  );

const helped: readonly (readonly (typeof items)[number][])[] = [
  [{ item: "fuelTopUp", delivery: "CASH" }],
  [{ item: "fuelTopUp", delivery: "VOUCHER" }],
  [
    { item: "fuelTopUp", delivery: "CASH" },
    { item: "rentShortfall", delivery: "CASH" },
  ],
  [
    { item: "fuelTopUp", delivery: "VOUCHER" },
    { item: "rentShortfall", delivery: "CASH" },
  ],
];

/** The stream brings award and orders soon, and once. */
const help = fc.record({ which: fc.nat({ max: 9 }), lines: fc.constantFrom(...helped), by: caseworker }).map(
  ({ which, lines, by }): Operation => ({
    says: `${by.id} awards £20 each for ${lines.map(({ item, delivery }) => `${item} by ${delivery}`).join(" and ")} to case ${which}, which goes out at once`,
    async does(world, ports, name) {
      const seen = await lookAt(world, which);
      if (!seen) return;
      const { caseId } = seen.head;
      const request = awardRequestFor(seen.head, {
        checks: ["housingElementSeen"],
        lines: lines.map((what) => ({ ...what, amount: pence(20_00), reason: "As the story has it." })),
      });
      await awardGrant({ caseId, decisionId: name, by, now: noonOf(days[0]), request }, ports);
      const { award } = (await lookAt(world, which)) ?? {};
      if (!award) return;
      await startLines(award, noonOf(days[0]), ports);
      for (const line of await ports.lines.ofAward(award)) if (line.orders) await sendOrder(orderOf(line), noonOf(days[0]), ports);
    },
  }),
);

const second = fc.record({ which: some, approves: fc.boolean(), by: caseworker, on: day }).map(
  ({ which, approves, by, on }): Operation => ({
    says: `${by.id} ${approves ? "approves" : "declines"} the award of case ${which} on ${on}`,
    async does(world, ports, key) {
      const seen = await lookAt(world, which);
      if (!seen) return;
      const { caseId, version, householdId } = seen.head;
      const step = { caseId, by, now: noonOf(on), key, seen: { version, householdId }, reason: "As the story has it." };
      return approves ? approveAward(step, ports) : declineAward(step, ports);
    },
  }),
);

const start = some.map(
  (which): Operation => ({
    says: `the stream brings the award of case ${which}`,
    async does(world, ports) {
      const seen = await lookAt(world, which);
      return seen?.award && startLines(seen.award, noonOf(days[0]), ports);
    },
  }),
);

const order = fc.record({ which: some, line: fc.nat({ max: 2 }) }).map(
  ({ which, line }): Operation => ({
    says: `the stream brings the order of line ${line} of case ${which}`,
    async does(world, ports) {
      const seen = await lookAt(world, which);
      const found =
        seen?.award && (await dynamoLines(world.table).find(seen.head.caseId, seen.award.awardId, line % seen.award.lines.length));
      return found?.line.orders ? sendOrder(orderOf(found.line), noonOf(days[0]), ports) : undefined;
    },
  }),
);

const actions = Object.keys(lineActions) as [LineAction, ...LineAction[]];
const step = fc.record({ which: some, line: fc.nat({ max: 2 }), action: fc.constantFrom(...actions), by: anybody, on: anyDay }).map(
  ({ which, line, action, by, on }): Operation => ({
    says: `${by.id} takes the step ${action} with line ${line} of case ${which} on ${on}`,
    async does(world, ports, key) {
      const seen = await lookAt(world, which);
      const index = line % (seen?.award?.lines.length ?? 1);
      const found = seen?.award && (await dynamoLines(world.table).find(seen.head.caseId, seen.award.awardId, index));
      if (!found) return;
      const lineId = lineIdOf(found.award.awardId, index);
      return takeLineStep({ lineId, action, seen: found.line.version, why: "As the story has it.", key, by, now: noonOf(on) }, ports);
    },
  }),
);

const expire = fc.constantFrom<(typeof days)[number]>("2026-12-05", "2029-04-02").map(
  (on): Operation => ({
    says: `codes that were not used expire on the night of ${on}`,
    does: (_, ports) => expireVouchers(noonOf(on), ports),
  }),
);

const serve = fc.record({ category: fc.constantFrom("CRISIS_PAYMENT", "HOUSING_PAYMENT"), on: day }).map(
  ({ category, on }): Operation => ({
    says: `those who wait for ${category} are served on ${on}`,
    does: (_, ports) => serveWaitingList({ scheme: scheme.code, category }, () => noonOf(on), ports),
  }),
);

const changeKinds = Object.keys(budgetChangeKinds) as (keyof typeof budgetChangeKinds)[];
const change = fc
  .record({
    kind: fc.constantFrom(...changeKinds),
    amount: fc.integer({ min: 1, max: 200_00 }),
    from: fc.constantFrom(...envelopes),
    to: fc.constantFrom(...envelopes),
    which: some,
    by: officer,
    on: day,
  })
  .map(({ kind, amount, from, to, which, by, on }): Operation => {
    const named = namedBy(kind);
    const ref = ({ category, period, pot }: typeof from) => ({ category, period, pot });
    return {
      says: `${by.id} proposes ${kind} of ${pounds(amount)} at ${from.category} ${from.period} ${from.pot}${named.includes("to") ? ` to ${to.category} ${to.period} ${to.pot}` : ""} on ${on}`,
      async does({ table }, ports, sendingId) {
        const spends = named.includes("spend")
          ? (await dynamoBudgetChanges(table).ofScheme(scheme.code)).filter((made) => made.kind === "spend")
          : [];
        const request = budgetChangeSchema.safeParse({
          kind,
          amount,
          why: "As the story has it.",
          ...(named.includes("budget") && { budget: ref(from) }),
          ...(named.includes("to") && { to: ref(to) }),
          ...(spends.length > 0 && { spend: spends[which % spends.length]?.changeId }),
        });
        // No spend was entered yet that could be taken back.
        if (!request.success) return;
        return proposeChange({ scheme, sendingId, request: request.data, by, now: noonOf(on) }, ports);
      },
    };
  });

const settle = fc.record({ which: some, how: fc.constantFrom("signs", "signs", "refuses", "takes back"), by: officer, on: day }).map(
  ({ which, how, by, on }): Operation => ({
    says: `${by.id} ${how} change ${which} on ${on}`,
    async does({ table }, ports) {
      const waiting = (await dynamoBudgetChanges(table).ofScheme(scheme.code)).filter(({ state }) => state === "waiting");
      const chosen = waiting[which % Math.max(waiting.length, 1)];
      if (!chosen) return;
      const asked = { scheme, changeId: chosen.changeId, by, now: noonOf(on) };
      if (how === "signs") return signChange(asked, ports);
      return how === "refuses" ? refuseChange({ ...asked, why: "No." }, ports) : takeBackChange(asked, ports);
    },
  }),
);

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: apply },
  { weight: 8, arbitrary: award },
  { weight: 4, arbitrary: second },
  { weight: 5, arbitrary: start },
  { weight: 3, arbitrary: order },
  { weight: 9, arbitrary: step },
  { weight: 1, arbitrary: expire },
  { weight: 2, arbitrary: serve },
  { weight: 4, arbitrary: change },
  { weight: 2, arbitrary: settle },
  { weight: 6, arbitrary: payOperation },
  { weight: 3, arbitrary: payeeOperation },
  { weight: 8, arbitrary: runOperation },
  { weight: 5, arbitrary: householdOperation },
);

/** The start of a story of payments: applications, and awards that go out. */
export const beginnings = { apply, help };

export const payingOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 1, arbitrary: apply },
  { weight: 3, arbitrary: help },
  { weight: 1, arbitrary: order },
  { weight: 3, arbitrary: step },
  { weight: 10, arbitrary: payOperation },
  { weight: 12, arbitrary: payeeOperation },
);
