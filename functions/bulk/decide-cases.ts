import type { Clock } from "../../shared/clock.ts";
import { ageOf, householdOf } from "../../shared/domain/application.ts";
import type { AwardRequest } from "../../shared/domain/award/award.ts";
import { decisionOf, partsOfCase, waitOf } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { meetAward } from "../../shared/domain/case/take-step.ts";
import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import { spentIn } from "../../shared/domain/household/household.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import type { RowOutcome } from "../../shared/domain/run/row-outcome.ts";
import { checkPass, type Run, schemeOverWords } from "../../shared/domain/run/run.ts";
import { itemOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { usualAmount } from "../../shared/domain/scheme/usual-amount.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import type { Cases, CaseToDecide } from "../../shared/store/cases.ts";
import type { Destinations } from "../../shared/store/destinations.ts";
import type { RowOfCase, Runs } from "../../shared/store/runs.ts";
import { type AwardGrantPorts, awardGrant } from "../decide/award-grant.ts";
import type { AwardDecision, AwardOutcome } from "../decide/award-outcome.ts";
import { deciderOf, sendingOf, workOutAward } from "../decide/work-out-award.ts";
import { goesToOf } from "./goes-to.ts";

export type CasesPorts = AwardGrantPorts & {
  readonly cases: Pick<Cases, "toDecide">;
  readonly runs: Pick<Runs, "results" | "keep">;
  readonly destinations: Pick<Destinations, "others">;
  readonly matchingKey: () => Promise<string>;
};

export type CasesPart = {
  readonly run: Run;
  readonly clock: Clock;
  readonly part: number;
  readonly rows: readonly RowOfCase[];
};

/**
 * Decides chosen cases one by one, each at its own time, by the use case of an assessor's own award. Each decision's id follows from the run, so a
 * part that is delivered again finds its own decisions.
 */
export const decideCases = async (decided: CasesPart, ports: CasesPorts): Promise<void> => {
  const { run, part, rows } = decided;
  const results = await ports.runs.results(run.runId, part);
  if (results.some(({ pass }) => pass === run.pass)) return;
  const last = new Map(results.flatMap(({ outcomes }) => outcomes).map((outcome) => [outcome.row, outcome.kind]));
  const isWaiting = ({ row }: RowOfCase) => run.pass === checkPass || ["toAward", "noMoney"].includes(last.get(row) ?? "");
  const outcomes: RowOutcome[] = [];
  for (const row of rows.filter(isWaiting)) outcomes.push(await decide(row, decided, ports));
  await ports.runs.keep({ runId: run.runId, part, pass: run.pass, number: 0, outcomes });
};

const decide = async (row: RowOfCase, { run, clock }: CasesPart, ports: CasesPorts): Promise<RowOutcome> => {
  const now = clock();
  const book = await ports.schemes.book(now);
  const scheme = schemeAt(book, now);
  const seen = await ports.cases.toDecide(row.caseId, row.householdId);
  const own = { row: row.row, reference: row.caseId };
  if (!seen) return { ...own, kind: "changed", because: "There is no such case" };
  const earlier = decidedEarlier(seen, decisionIdOf(row, run));
  const category = scheme && itemOf(scheme, run.item)?.category;
  if (earlier) return { ...own, ...(category && { category }), ...earlier };
  if (scheme?.code !== run.scheme) return { ...own, kind: "setAside", because: schemeOverWords };
  if (isBarred(seen.case, run.preparedBy.id))
    return { ...own, kind: "setAside", because: "The preparer has declared an interest in this case" };
  const entered = enteredWords(seen, run);
  if (entered) return { ...own, kind: "setAside", because: entered };
  const amount = amountFor(seen, run, scheme, now);
  if (amount === undefined)
    return { ...own, kind: "notAllowed", because: "No amount is given, and there is no usual one for this household" };

  const decision = decisionOn(row, amount, run, now);
  const outcome = run.pass === checkPass ? checked(decision, seen, book) : await awardGrant(decision, ports);
  const toLookAt = outcome.kind === "toAward" && (await lookedAt(seen, ports));
  return { ...own, ...inWords(outcome, scheme), ...(category && { category }), amount, ...toLookAt };
};

/** The case’s name, household and destinations, for the run’s approver. */
const lookedAt = async (
  { case: { applicantName, householdId }, application: { contact, payTo } }: CaseToDecide,
  { destinations, matchingKey }: Pick<CasesPorts, "destinations" | "matchingKey">,
): Promise<Partial<RowOutcome>> => ({
  name: applicantName,
  householdId,
  goesTo: await goesToOf(await matchingKey(), { phone: contact.phone, email: contact.email, payTo }, householdId, destinations),
});

/** Nobody who entered an application has it decided by a run that they prepare or approve. */
const enteredWords = ({ case: head }: CaseToDecide, { preparedBy, approvedBy }: Run): string | undefined => {
  const parts = partsOfCase(head);
  if (partAgainst("case", "prepareRun", preparedBy, parts)) return "The preparer entered this application, so somebody else decides it";
  if (approvedBy && partAgainst("case", "approveRun", approvedBy, parts))
    return "The approver entered this application, so somebody else decides it";
  return undefined;
};

/** The decision of an earlier try that crashed before it kept its outcomes. Later changes of the case do not alter it. */
const decidedEarlier = ({ case: head }: CaseToDecide, decisionId: string): Omit<RowOutcome, "row" | "reference"> | undefined => {
  const decision = decisionOf(head);
  const waits = waitOf(head);
  if (decision?.decisionId === decisionId && decision.kind === "awarded")
    return { kind: "awarded", awardId: decision.awardId, amount: decision.total };
  if (waits?.decisionId === decisionId) return { kind: "waits", because: waitsWords, category: waits.category, amount: waits.total };
  return undefined;
};

const waitsWords = "It is awarded by itself when its turn comes";
const decisionIdOf = ({ row }: RowOfCase, { runId }: Run): string => `run:${runId}:${row}`;

const checked = (decision: AwardDecision, seen: CaseToDecide, book: SchemeBook): AwardOutcome | { readonly kind: "toAward" } => {
  if (meetAward(seen.case, sendingOf(decision), deciderOf(decision))) return { kind: "stale", now: seen.case };
  const worked = workOutAward(decision, seen, book);
  return worked.kind === "toRecord" ? { kind: "toAward" } : worked;
};

const amountFor = ({ application, claims }: CaseToDecide, run: Run, scheme: Scheme, now: Date) => {
  const item = itemOf(scheme, run.item);
  if (run.amount !== undefined || !item) return run.amount;
  const today = londonDay(now);
  const household = householdOf(application);
  const children = household.filter((person) => ageOf(person, today) < scheme.about.childUnder).length;
  const usual = usualAmount(scheme, item, { people: household.length, children }, { spentSoFar: spentIn(claims, scheme.code) });
  return usual.kind === "usual" ? usual.amount : undefined;
};

const decisionOn = (place: RowOfCase, amount: AwardRequest["lines"][number]["amount"], run: Run, now: Date): AwardDecision => ({
  caseId: place.caseId,
  decisionId: decisionIdOf(place, run),
  // The approver answers for each award and its amount. The check has no approver yet.
  by: { ...(run.approvedBy ?? run.preparedBy), roles: ["approver"] },
  now,
  run: { runId: run.runId, row: String(place.row), preparedBy: run.preparedBy },
  request: {
    seen: { version: place.version, householdId: place.householdId },
    lines: [{ item: run.item, amount, delivery: run.delivery, reason: run.reason }],
    referrals: [],
    signposts: [],
    evidence: [...run.evidence],
    checks: [],
    reason: run.reason,
  },
});

const inWords = (
  outcome: AwardOutcome | { readonly kind: "toAward" },
  scheme: Scheme,
): Pick<RowOutcome, "kind" | "because" | "awardId"> => {
  switch (outcome.kind) {
    case "toAward":
      return { kind: "toAward" };
    case "awarded":
      return { kind: "awarded", awardId: outcome.award.awardId };
    case "householdAlreadyAwarded":
      return {
        kind: "alreadyHelped",
        because: `Helped by award ${outcome.earlierAwardId}; ${outcome.nextDay ? `again from ${formatDay(outcome.nextDay)}` : "not again before the scheme ends"}`,
        awardId: outcome.earlierAwardId,
      };
    case "notEligible":
      return { kind: "notEligible", because: outcome.reasons.map((rule) => ruleWords(rule, scheme)?.says ?? rule).join(" ") };
    case "held":
      return { kind: "setAside", because: outcome.holds.map(({ because }) => because).join(" ") };
    case "notAllowed":
      return { kind: "notAllowed", because: outcome.problems.map(({ message }) => message).join("; ") };
    case "waitsForMoney":
      return { kind: "waits", because: waitsWords };
    case "barred":
      return { kind: "setAside", because: "Whoever prepared or approved the run has declared an interest in this case" };
    case "enteredByYou":
      return { kind: "setAside", because: "Whoever prepared or approved the run entered this application, so somebody else decides it" };
    case "aboveLimit":
      return { kind: "notAllowed", because: "More than the approver may award" };
    case "noScheme":
      return { kind: "notAllowed", because: "No scheme is open" };
    default:
      return { kind: "changed", because: "Somebody has changed or decided the case since it was chosen" };
  }
};
