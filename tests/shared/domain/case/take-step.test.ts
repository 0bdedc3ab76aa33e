import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AwardDecided,
  type Case,
  type CaseAt,
  type CaseEvent,
  type CaseStatus,
  caseStatusWords,
  decisionOf,
  type RefusalDecided,
} from "../../../../shared/domain/case/case.ts";
import {
  meetAward,
  meetRefusal,
  type Refused,
  type Seen,
  type Sending,
  type Step,
  type StepKind,
  type Taken,
  type Taker,
  takeStep,
  wasTaken,
} from "../../../../shared/domain/case/take-step.ts";
import type { Waiting } from "../../../../shared/domain/case/waiting-list.ts";
import { pence } from "../../../../shared/domain/money.ts";
import type { Assessment } from "../../../../shared/domain/rules/eligibility.ts";
import { approver, assessor, secondAssessor } from "../../../examples.ts";

const at = "2026-11-20T10:00:00.000Z";
const base = {
  caseId: "0000-0000-0001",
  version: 3,
  urgent: false,
  submittedAt: "2026-11-01T10:00:00.000Z",
  householdId: "H-1",
  applicantName: "Robin Example",
  needs: ["food"],
  possibleHouseholds: ["H-9"],
  lastEventHash: "hash-3",
} as const;

const sending: Sending = { decisionId: "decision-1", contentHash: "content-1" };
const decider = { id: assessor.id, name: assessor.name };
const awarded: AwardDecided = { ...sending, kind: "awarded", scheme: "CRF", awardId: "A", total: pence(100_00), at, by: decider };
const toWait = { ...sending, scheme: "CRF", category: "CRISIS_PAYMENT", priority: 2, total: pence(100_00) } as const;
const waits: Waiting = { ...toWait, since: at, by: decider };
const refused: RefusalDecided = { ...sending, kind: "closed", scheme: "CRF", reason: "withdrawn", at, by: decider };

const caseAt: { readonly [S in CaseStatus]: CaseAt<S> & Pick<Case, "lastEventHash"> } = {
  waiting: { ...base, status: "waiting" },
  asked: { ...base, status: "asked" },
  toApprove: { ...base, status: "toApprove", decision: awarded },
  forMoney: { ...base, status: "forMoney", waits },
  awarded: { ...base, status: "awarded", decision: awarded },
  refused: { ...base, status: "refused", decision: refused },
};
const statuses = Object.keys(caseStatusWords) as CaseStatus[];

const assessment: Assessment = {
  scheme: "CRF",
  schemeVersion: 1,
  facts: { today: "2026-11-20" as Assessment["facts"]["today"], needs: [], claims: { claims: [], spent: {} }, evidence: [], checks: [] },
  results: [],
};
const because = { reason: "As it was.", signposts: [], assessment } as const;
const ofAward = { awardId: "A", by: assessor };
const refusal = { ...sending, scheme: "CRF", kind: "closed", says: "In words." } as const;

const steps: { readonly [K in StepKind]: Step<K> } = {
  award: { kind: "award", decision: { ...sending, scheme: "CRF", awardId: "B", total: pence(50_00) }, ...because },
  waitForMoney: { kind: "waitForMoney", waits: toWait, reason: "As it was.", assessment },
  waitElsewhere: { kind: "waitElsewhere", category: "HOUSING_PAYMENT", priority: 1 },
  stopWaiting: { kind: "stopWaiting", because: "They moved." },
  approve: { kind: "approve", award: ofAward, reason: "It is right." },
  decline: { kind: "decline", award: ofAward, reason: "It is not needed." },
  refuse: { kind: "refuse", decision: { ...refusal, reason: "noAnswer" }, ...because },
  ask: { kind: "ask", question: "How many children?" },
  answer: { kind: "answer", answer: "Two." },
  speak: { kind: "speak", outcome: "mayBeAwarded" },
  refer: { kind: "refer", referralId: "R" },
  withdrawReferral: { kind: "withdrawReferral", referralId: "R", reason: "They changed their mind." },
  settleReferral: { kind: "settleReferral", referralId: "R", reason: "They are helped elsewhere." },
  recordAgreement: { kind: "recordAgreement", agreed: false, reason: "They called." },
  settleMatch: { kind: "settleMatch", candidateId: "H-9", as: "different", reason: "Other birthdays." },
  reopenMatch: { kind: "reopenMatch", candidateId: "H-8", was: "different", reason: "I was wrong." },
  openMatch: { kind: "openMatch", candidateId: "H-8" },
  clearMatch: { kind: "clearMatch", candidateId: "H-9", because: "notAlike" },
  declareInterest: { kind: "declareInterest" },
  liftInterest: { kind: "liftInterest", of: secondAssessor, reason: "They no longer live there." },
};
const kinds = Object.keys(steps) as StepKind[];

const seenAs = ({ version, householdId }: Case): Seen => ({ version, householdId });
const take = (before: Case, step: Step, taker: Partial<Taker> = {}): Taken | Refused =>
  takeStep<StepKind>(before, step, { by: approver, at, seen: seenAs(before), ...taker });
const cameTo = (outcome: Taken | Refused): string => ("after" in outcome ? outcome.after.status : outcome.kind);

/** The outcome of each step from waiting, asked, toApprove, forMoney, awarded and refused. */
const outcomes: { readonly [K in StepKind]: readonly string[] } = {
  award: ["awarded", "awarded", "stale", "stale", "stale", "stale"],
  waitForMoney: ["forMoney", "forMoney", "stale", "stale", "stale", "stale"],
  waitElsewhere: ["stale", "stale", "stale", "forMoney", "stale", "stale"],
  stopWaiting: ["stale", "stale", "stale", "waiting", "stale", "stale"],
  approve: ["stale", "stale", "awarded", "stale", "stale", "stale"],
  decline: ["stale", "stale", "waiting", "stale", "stale", "stale"],
  refuse: ["refused", "refused", "stale", "stale", "stale", "stale"],
  ask: ["asked", "asked", "stale", "stale", "stale", "stale"],
  answer: ["nothingAsked", "waiting", "stale", "stale", "stale", "stale"],
  speak: ["waiting", "asked", "stale", "stale", "stale", "stale"],
  refer: ["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"],
  withdrawReferral: ["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"],
  settleReferral: ["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"],
  recordAgreement: ["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"],
  settleMatch: ["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"],
  reopenMatch: ["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"],
  openMatch: ["waiting", "asked", "toApprove", "forMoney", "stale", "stale"],
  clearMatch: ["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"],
  declareInterest: ["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"],
  liftInterest: ["notDeclared", "notDeclared", "notDeclared", "notDeclared", "notDeclared", "notDeclared"],
};

test.each(kinds)("from each status, %s leads to its next status or is refused by name", (kind) => {
  expect(statuses).toEqual(["waiting", "asked", "toApprove", "forMoney", "awarded", "refused"]);
  expect(statuses.map((status) => cameTo(take(caseAt[status], steps[kind])))).toEqual(outcomes[kind]);
});

test("a step raises the version by one, adds the next event, and leaves only the fields of the new status", () => {
  expect(take(caseAt.asked, steps.answer, { by: assessor })).toEqual({
    kind: "taken",
    before: caseAt.asked,
    after: { ...base, version: 4, status: "waiting" },
    event: {
      ...{ caseId: base.caseId, sequence: 4, at, by: { id: assessor.id, name: assessor.name }, previousHash: "hash-3" },
      detail: { kind: "answered", answer: "Two." },
    },
  });
});

test("an award that needs a second person leaves its case to be approved, and its event says so", () => {
  const taken = take(caseAt.waiting, { ...steps.award, awaitsApproval: true });
  expect(taken).toMatchObject({ after: { status: "toApprove" }, event: { detail: { kind: "awarded", awaitsApproval: true } } });
});

test("an approved decision keeps who made it and says who approved it", () => {
  const by = { id: approver.id, name: approver.name };
  expect(take(caseAt.toApprove, steps.approve)).toMatchObject({ after: { decision: { ...awarded, approved: { by, at } } } });
});

const enteredByApprover: Case = { ...caseAt.waiting, enteredBy: approver.id };

test.each<[string, Step, Case, Partial<Taker>, string]>([
  ["whoever decided neither approves", steps.approve, caseAt.toApprove, { by: assessor }, "ownDecision"],
  ["nor sends it back", steps.decline, caseAt.toApprove, { by: assessor }, "ownDecision"],
  [
    "nor does whoever prepared the run",
    { kind: "approve", award: { ...ofAward, run: { runId: "R", row: "1", preparedBy: approver } } },
    caseAt.toApprove,
    {},
    "ownDecision",
  ],
  [
    "the decision of a person with an interest is not approved",
    steps.approve,
    { ...caseAt.toApprove, barred: [assessor.id] },
    {},
    "deciderBarred",
  ],
  ["and can be sent back", steps.decline, { ...caseAt.toApprove, barred: [assessor.id] }, {}, "waiting"],
  [
    "another award than the case's is not approved",
    { kind: "approve", award: { ...ofAward, awardId: "B" } },
    caseAt.toApprove,
    {},
    "stale",
  ],
  [
    "a household that the case does not name is not settled",
    { ...steps.settleMatch, candidateId: "H-8" } as Step,
    caseAt.waiting,
    {},
    "notOpen",
  ],
  ["nor cleared", { ...steps.clearMatch, candidateId: "H-8" } as Step, caseAt.waiting, {}, "notOpen"],
  ["one that it names is not opened again", { ...steps.reopenMatch, candidateId: "H-9" } as Step, caseAt.waiting, {}, "alreadyOpen"],
  ["nor opened by a change", { ...steps.openMatch, candidateId: "H-9" } as Step, caseAt.waiting, {}, "alreadyOpen"],
  ["whoever entered the application does not settle its matches", steps.settleMatch, enteredByApprover, {}, "enteredByYou"],
  ["nor opens them again", steps.reopenMatch, enteredByApprover, {}, "enteredByYou"],
  ["somebody with an interest settles none", steps.settleMatch, { ...caseAt.waiting, barred: [approver.id] }, {}, "barred"],
  ["an interest is lifted where one is declared", steps.liftInterest, { ...caseAt.asked, barred: [secondAssessor.id] }, {}, "asked"],
  ["nobody lifts their own", steps.liftInterest, { ...caseAt.asked, barred: [secondAssessor.id] }, { by: secondAssessor }, "barred"],
  [
    "a resident who waits for money can withdraw",
    { ...steps.refuse, decision: { ...refusal, reason: "withdrawn" } } as Step<"refuse">,
    caseAt.forMoney,
    {},
    "refused",
  ],
  [
    "a case that has gone to another household is not as it was seen",
    steps.refer,
    caseAt.asked,
    { seen: { version: 3, householdId: "H-2" } },
    "stale",
  ],
  ["nor is one that nobody says they saw", steps.refer, caseAt.asked, { seen: undefined }, "stale"],
  ["a decision is awarded in its turn", steps.award, caseAt.forMoney, { seen: { turnOf: "decision-1" } }, "awarded"],
  ["and no other decision is", steps.award, caseAt.forMoney, { seen: { turnOf: "decision-2" } }, "stale"],
  ["nor once the case no longer waits", steps.award, caseAt.waiting, { seen: { turnOf: "decision-1" } }, "stale"],
  [
    "a run's decision is held up by whoever prepared it",
    steps.award,
    { ...caseAt.asked, barred: ["p"] },
    { behind: [{ id: "p", name: "P" }] },
    "barred",
  ],
])("%s", (_, step, before, taker, outcome) => {
  expect(cameTo(take(before, step, taker))).toBe(outcome);
});

test("a settled match is named by the case no more, and one that is opened again is", () => {
  const both: Case = { ...caseAt.awarded, possibleHouseholds: ["H-8", "H-9"] };
  const left = take(both, { ...steps.settleMatch, as: "left", leftOn: "2026-11-01" } as Step);
  expect(left).toMatchObject({
    after: { status: "awarded", possibleHouseholds: ["H-8"] },
    event: { detail: { kind: "matchSettled", candidateId: "H-9", as: "left", leftOn: "2026-11-01", reason: "Other birthdays." } },
  });
  expect(take(caseAt.waiting, steps.reopenMatch)).toMatchObject({
    after: { possibleHouseholds: ["H-9", "H-8"] },
    event: { detail: { kind: "matchReopened", was: "different" } },
  });
  expect(take(both, steps.clearMatch)).toMatchObject({
    after: { possibleHouseholds: ["H-8"] },
    event: { detail: { kind: "matchGone", because: "notAlike" } },
  });
});

test("a case leaves its waiting list when it stops waiting, moves to another or is decided, and by no other step", () => {
  const inTurn = { seen: { turnOf: "decision-1" } };
  const leaving = kinds.filter((kind) => {
    const taken = take(caseAt.forMoney, steps[kind], kind === "award" ? inTurn : {});
    return "after" in taken && taken.leaves !== undefined;
  });
  expect(leaving).toEqual(["award", "waitElsewhere", "stopWaiting"]);
  expect(take(caseAt.forMoney, steps.waitElsewhere)).toMatchObject({
    leaves: waits,
    after: { waits: { ...waits, category: "HOUSING_PAYMENT", priority: 1 } },
  });
});

const asWritten = ({ event }: Taken): CaseEvent => ({ ...event, hash: "" });

test.each<[StepKind, Case, Step]>([
  ["ask", caseAt.waiting, { kind: "ask", question: "Another?" }],
  ["answer", caseAt.asked, { kind: "answer", answer: "Three." }],
  ["stopWaiting", caseAt.forMoney, { kind: "stopWaiting", because: "Another." }],
  ["approve", caseAt.toApprove, { kind: "approve", award: ofAward }],
  ["decline", caseAt.toApprove, { kind: "decline", award: ofAward, reason: "Another." }],
  ["refer", caseAt.refused, { kind: "refer", referralId: "S" }],
  ["withdrawReferral", caseAt.awarded, { kind: "withdrawReferral", referralId: "R", reason: "Another." }],
])("a repeated %s is recognised by the event after the version seen, from the same sender with the same words", (kind, before, other) => {
  const taken = take(before, steps[kind]);
  if (!("after" in taken)) throw new Error(`It was not taken: ${taken.kind}.`);
  const isKnown = (step: Step, by = approver, version = before.version) =>
    wasTaken<StepKind>(step, { by, at, seen: { version, householdId: before.householdId } }, [asWritten(taken)]);

  expect(isKnown(steps[kind])).toBe(true);
  expect(isKnown(other)).toBe(false);
  expect(isKnown(steps[kind], assessor)).toBe(false);
  expect(isKnown(steps[kind], approver, before.version + 1)).toBe(false);
});

test.each<[string, Case, Partial<Taker>, Sending, string | undefined]>([
  ["an open case as it was seen", caseAt.waiting, {}, sending, undefined],
  ["its own award", caseAt.awarded, {}, sending, "decidedBefore"],
  ["its own award, which awaits approval", caseAt.toApprove, {}, sending, "decidedBefore"],
  ["its own wait for money", caseAt.forMoney, {}, sending, "decidedBefore"],
  ["its own wait for money, in its turn", caseAt.forMoney, { seen: { turnOf: "decision-1" } }, sending, undefined],
  ["another content under its id", caseAt.awarded, {}, { ...sending, contentHash: "content-2" }, "otherDecisionUnderThisId"],
  ["another's award", caseAt.awarded, {}, { ...sending, decisionId: "decision-2" }, "stale"],
  ["a refusal under its id", caseAt.refused, {}, sending, "stale"],
  ["its own award, in a case that its sender has an interest in", { ...caseAt.awarded, barred: [approver.id] }, {}, sending, "barred"],
])("a decision to award meets %s", (_, now, taker, sent, met) => {
  expect(meetAward(now, sent, { by: approver, at, seen: seenAs(now), ...taker })?.kind).toBe(met);
});

test.each<[string, Case, string, string | undefined]>([
  ["an open case as it was seen", caseAt.asked, "noAnswer", undefined],
  ["its own refusal", caseAt.refused, "withdrawn", "decidedBefore"],
  ["an award under its id", caseAt.awarded, "noAnswer", "stale"],
  ["a wait for money", caseAt.forMoney, "noAnswer", "stale"],
  ["a wait for money that its resident ends", caseAt.forMoney, "withdrawn", undefined],
])("a decision to refuse meets %s", (_, now, reason, met) => {
  expect(meetRefusal(now, { ...sending, because: reason }, { by: approver, at, seen: seenAs(now) })?.kind).toBe(met);
});

const people = [assessor, secondAssessor, approver];
const anyStep = fc.record({
  kind: fc.constantFrom(...kinds),
  by: fc.constantFrom(...people),
  isAsSeen: fc.boolean(),
  inTurn: fc.boolean(),
  of: fc.constantFrom(...people),
  awaitsApproval: fc.boolean(),
});
type AnyStep = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** The step with the case's present fields, so that long stories come about. */
const stepFor = (now: Case, { kind, of: whose, awaitsApproval }: AnyStep): Step => {
  const decision = decisionOf(now);
  const award = decision?.kind === "awarded" ? { awardId: decision.awardId, by: decision.by } : ofAward;
  if (kind === "approve" || kind === "decline") return { ...steps[kind], award };
  if (kind === "liftInterest") return { ...steps.liftInterest, of: whose };
  return kind === "award" && awaitsApproval ? { ...steps.award, awaitsApproval } : steps[kind];
};

const partsOf: { readonly [S in CaseStatus]: readonly string[] } = {
  waiting: [],
  asked: [],
  toApprove: ["decision"],
  forMoney: ["waits"],
  awarded: ["decision"],
  refused: ["decision"],
};

test("in any story of steps, each taken step makes one version and one event, and no barred person or stale view takes one", () => {
  const told = new Set<string>();
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), (story) => {
      let now: Case = caseAt.waiting;
      for (const sent of story) {
        const isHeldToSeen = sent.kind !== "declareInterest" && sent.kind !== "liftInterest";
        const seen: Seen = sent.inTurn
          ? { turnOf: sent.isAsSeen ? sending.decisionId : "decision-2" }
          : { version: now.version - (sent.isAsSeen ? 0 : 1), householdId: now.householdId };
        const outcome = take(now, stepFor(now, sent), { by: sent.by, seen });
        told.add(`${sent.kind} ${cameTo(outcome)}`);
        if (!("after" in outcome)) {
          if ("now" in outcome) expect(outcome.now).toBe(now);
          continue;
        }
        expect(now.barred ?? []).not.toContain(sent.by.id);
        expect(sent.isAsSeen || !isHeldToSeen).toBe(true);
        expect(outcome.before).toBe(now);
        expect(outcome.event).toMatchObject({ sequence: now.version + 1, previousHash: now.lastEventHash });
        expect(outcome.after.version).toBe(now.version + 1);
        const { after } = outcome;
        expect(["decision", "waits"].filter((part) => part in after)).toEqual(partsOf[after.status]);
        now = { ...after, lastEventHash: `hash-${after.version}` };
      }
    }),
    { numRuns: 2_000 },
  );
  // The stories took and refused every kind of step.
  for (const kind of kinds) expect([...told].filter((one) => one.startsWith(`${kind} `)).length).toBeGreaterThan(1);
});
