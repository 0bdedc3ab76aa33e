import { type AwardLine, type AwardToDraw, type Consequences, consequencesOf } from "../award/award.ts";
import { limitPassed, passedWords } from "../award/limits-together.ts";
import { cutsOfListRow } from "../cuts.ts";
import { londonDay } from "../dates.ts";
import { claimAgainst, type HouseholdClaims, spentIn } from "../household/household.ts";
import { barredFrom } from "../household/interest.ts";
import { awardIdFor } from "../ids.ts";
import { formatPounds, type Pence } from "../money.ts";
import type { Actor } from "../principal.ts";
import { type RuleResult, reasonsAgainst } from "../rules/eligibility.ts";
import { lookFirst } from "../rules/look-first.ts";
import { againFrom } from "../rules/next-dates.ts";
import { deliveries, itemOf, type Scheme } from "../scheme/scheme.ts";
import { amountProblem, usualAmount } from "../scheme/usual-amount.ts";
import type { CohortRow } from "./cohort-row.ts";
import { assessRow } from "./list-rules.ts";
import type { RowOutcome } from "./row-outcome.ts";
import type { Run } from "./run.ts";

/** A row of a list as its run keeps it. Its award, if it gets one, stands under `caseId`. */
export type RowOfList = {
  readonly row: number;
  readonly caseId: string;
  readonly read: CohortRow;
  readonly mark: { readonly personHash: string; readonly addressHash: string };
};

export type KnownHere = {
  /** The row's own household, which may be one of those that were joined: `claims` are of all of them. */
  readonly householdId: string;
  readonly claims: HouseholdClaims;
  readonly isNew: boolean;
  /** Another household may be theirs, at another address or here. */
  readonly mayBe?: "elsewhere" | "here" | undefined;
};

export type WorkedOut =
  | { readonly kind: "settled"; readonly outcome: RowOutcome }
  | {
      readonly kind: "toAward";
      readonly outcome: RowOutcome;
      readonly award: AwardToDraw;
      readonly consequences: Consequences;
      readonly known: KnownHere;
      readonly row: RowOfList;
    };

export type ToWorkOut = { readonly run: Run; readonly scheme: Scheme; readonly by: Actor; readonly now: Date };

/** Works out a row's outcome, for the check and for later passes alike. */
export const workOutRow = (row: RowOfList, known: KnownHere, { run, scheme, by, now }: ToWorkOut): WorkedOut => {
  const { read } = row;
  const settled = (kind: RowOutcome["kind"], because: string, more: Partial<RowOutcome> = {}): WorkedOut => ({
    kind: "settled",
    outcome: { row: row.row, reference: read.reference, kind, because, ...more },
  });
  if (barredFrom(known.claims).some((id) => id === by.id || id === run.preparedBy.id))
    return settled("setAside", "Whoever prepared or approved the run has declared an interest in this household");
  if (known.mayBe === "here")
    return settled("setAside", "This household may be one that is known already: a person has to compare the two");
  if (known.mayBe === "elsewhere")
    return settled("moved", "This person is known at another address: find out where they live now. They are never awarded by a run");

  const item = itemOf(scheme, read.item ?? run.item);
  if (!item) return settled("notAllowed", `${scheme.about.name} does not pay for this item`);
  const delivery = read.delivery ?? run.delivery;
  if (!item.deliveries.includes(delivery)) return settled("notAllowed", `“${item.label}” cannot be delivered as “${deliveries[delivery]}”`);

  const today = londonDay(now);
  const against = claimAgainst(scheme, item.need, known.claims, today);
  if (against) {
    const because = `Helped by award ${against.claim.awardId}; ${againFrom(against.nextDay, scheme)}`;
    return settled("alreadyHelped", because, { awardId: against.claim.awardId });
  }

  const household = { people: 1 + (read.children ?? 0), children: read.children ?? 0, spentSoFar: spentIn(known.claims, scheme.code) };
  const usual = usualAmount(scheme, item, household, household);
  const amount = read.amount ?? run.amount ?? (usual.kind === "usual" ? usual.amount : undefined);
  if (amount === undefined)
    return settled("notAllowed", `No amount is given, and there is no usual one: ${usual.kind === "none" ? usual.because : ""}`);
  const problem = amountProblem(scheme, item, amount, run.reason, household);
  if (problem) return settled("notAllowed", `${formatPounds(amount)}: ${problem.message}`);

  const results = assessRow(read, { today, item, amount, claims: known.claims, evidence: run.evidence }, scheme);
  const failed = reasonsAgainst(results);
  if (failed.length > 0) return settled("notEligible", inWords(results.filter(({ verdict }) => verdict === "fail")));
  // No assessor looks at each row of a run, so nothing is recorded as looked at.
  const toLookAt = lookFirst(results, { possibleHouseholds: [] });
  if (toLookAt.length > 0) return settled("setAside", inWords(toLookAt));

  const toCommit = { scheme, by: { id: by.id, roles: ["approver"] as const }, today, total: amount, isOfRun: true };
  // Before anybody has approved the run, nobody's sums are held to.
  const passed = run.approvedBy && limitPassed(toCommit, { household: known.claims, inAll: [] });
  if (passed) return settled("setAside", passedWords(passed));

  const needsReason = item.ambiguous || (usual.kind === "usual" && usual.amount !== amount);
  const line: AwardLine = {
    item: item.code,
    label: item.label,
    category: item.category,
    delivery,
    amount,
    ...(needsReason && { reason: run.reason }),
  };
  return toAward(row, known, line, results, { run, scheme, by, now });
};

const inWords = (results: readonly Pick<RuleResult, "because">[]): string => results.map(({ because }) => because).join(" ");

const toAward = (
  row: RowOfList,
  known: KnownHere,
  line: AwardLine,
  results: readonly RuleResult[],
  { run, scheme, by, now }: ToWorkOut,
): WorkedOut => {
  const { read, caseId } = row;
  const { amount } = line;
  const awardId = awardIdFor(caseId, 1);
  const award: AwardToDraw = {
    awardId,
    caseId,
    householdId: known.householdId,
    scheme: scheme.code,
    schemeVersion: scheme.version,
    lines: [line],
    total: amount,
    committedAt: now.toISOString(),
    by,
    reason: run.reason,
    decisionId: `run:${run.runId}:${row.row}`,
    results,
    evidence: [...run.evidence],
    checks: [],
    run: { runId: run.runId, row: String(row.row), preparedBy: run.preparedBy },
    recipient: recipientOf(read),
    cuts: cutsOfListRow(read, { today: londonDay(now), ...scheme.about }),
    ...(scheme.ownRules.length > 0 && { claimsBefore: { claims: known.claims.claims, spent: known.claims.spent } }),
  };
  const consequences = consequencesOf(award, scheme, known.claims, { day: londonDay(now), isUrgent: false });
  return { kind: "toAward", outcome: outcomeOf(row, line, awardId), award, consequences, known, row };
};

const outcomeOf = (
  { row, read: { reference } }: RowOfList,
  { amount, category }: { amount: Pence; category: string },
  awardId: string,
): RowOutcome => ({
  row,
  reference,
  kind: "awarded",
  amount,
  category,
  awardId,
});

const recipientOf = ({ name, address, phone, email, payTo }: CohortRow) => ({
  name,
  address,
  ...(phone && { phone }),
  ...(email && { email }),
  ...(payTo && { payTo }),
});
