import { randomUUID } from "node:crypto";
import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import type { HouseholdChange, HouseholdChangeKind } from "../../shared/domain/household/household-change.ts";
import { hasPart } from "../../shared/domain/household/parts.ts";
import { withApart, withLeft } from "../../shared/domain/identity/found-apart.ts";
import type { FoundApart } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { matchAnswers } from "../../shared/domain/identity/match-answer.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import type { SettleMatchRequest } from "../../shared/http/contracts/match-contracts.ts";
import { again, retry } from "../../shared/retry.ts";
import type { HouseholdIdentities, IdentityChange } from "../../shared/store/household-identities.ts";
import type { Matches, MatchStep } from "../../shared/store/matches.ts";
import { takerOf } from "../decide/case-step.ts";
import { isOutOfMatch, type MatchFacts, type ReadMatchPorts, readMatch, type Side } from "./read-match.ts";
import type { SettleProblem } from "./settle-form.ts";

export type SettlePorts = ReadMatchPorts & {
  readonly matches: Pick<Matches, "find" | "move">;
  readonly identities: Pick<HouseholdIdentities, "find" | "change">;
};

export type ToSettle = {
  readonly caseId: string;
  readonly candidateId: string;
  readonly request: SettleMatchRequest;
  readonly by: Actor;
  readonly now: Date;
};

/** In order of precedence. */
export type SettleOutcome =
  | { readonly kind: "settled"; readonly match: Match; readonly case: Case }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "enteredByYou"; readonly now: Case }
  /** Somebody else was first, or nobody has to compare them any more. */
  | { readonly kind: "settledBefore"; readonly match: Match; readonly now: Case }
  /** Somebody joined the two households meanwhile: only "the same household" is left to say. */
  | { readonly kind: "oneHousehold"; readonly now: Case }
  | { readonly kind: "notAllowed"; readonly problems: readonly SettleProblem[] };

/** Keeps what a person found who compared the two. Of two people at once, one wins. Safe to send again after a lost answer. */
export const settleMatch = (asked: ToSettle, ports: SettlePorts): Promise<SettleOutcome> =>
  retry<SettleOutcome>(async () => {
    const { caseId, candidateId, request, by, now } = asked;
    const facts = await readMatch(caseId, candidateId, now, ports);
    if (!facts) return { kind: "notFound" };
    const { case: head, match } = facts;
    if (isOutOfMatch(facts, by.id)) return { kind: "barred" };
    if (match.state !== "open")
      return isSameSent(match, asked) ? { kind: "settled", match, case: head } : { kind: "settledBefore", match, now: head };

    const { as, reason, leftOn, who } = request;
    const seen = { version: head.version, householdId: head.householdId };
    const step = { kind: "settleMatch", candidateId, as, reason, ...(leftOn && { leftOn }) } as const;
    const taken = takeStep(head, step, takerOf({ by, now, seen }));
    if (taken.kind === "barred" || taken.kind === "enteredByYou") return taken;
    if (taken.kind !== "taken") return again;
    const settled: Match = {
      ...match,
      version: match.version + 1,
      state: as,
      settled: { by: actorOf(by), at: now.toISOString(), reason, ...(leftOn && { leftOn, who }) },
    };
    const moved: MatchStep = { taken, match: settled, ...(!facts.isKept && { isNew: true as const }) };
    if (as === "same") return join(moved, facts, asked, ports);
    if (hasPart(facts.own.claims, candidateId)) return { kind: "oneHousehold", now: head };
    const problems = as === "left" ? problemsWith(request, facts, now) : [];
    if (problems.length > 0) return { kind: "notAllowed", problems };
    const { identities, changes } = apartIn(as, facts, asked);
    const kept = await ports.matches.move({
      ...moved,
      identities: await ports.identities.change(identities),
      changes,
      households: [facts.own.claims, facts.candidate.claims],
    });
    return kept.kind === "moved" ? { kind: "settled", match: settled, case: kept.case } : again;
  });

/** The same person found the same, for the same reason: the answer to it was lost. */
const isSameSent = ({ state, settled }: Match, { request: { as, reason, leftOn }, by }: ToSettle): boolean =>
  state === as && settled?.by.id === by.id && settled.reason === reason && settled.leftOn === leftOn;

/** Who left must be there still, and nobody leaves on a day to come. */
const problemsWith = ({ who = [], leftOn = "" }: SettleMatchRequest, { candidate }: MatchFacts, now: Date): readonly SettleProblem[] => {
  if (!candidate.identity) return [{ path: ["as"], message: "Nobody is on record in the other household yet, so nobody can leave it" }];
  const there = candidate.identity.people.filter(({ personId, until }) => until === undefined && who.includes(personId));
  const tooEarly = there.find(({ from }) => leftOn < from);
  return [
    ...(there.length < new Set(who).size ? [{ path: ["who"], message: "Select people who are still of the other household" }] : []),
    ...(leftOn > londonDay(now) ? [{ path: ["leftOn"], message: "The day on which they left must be today or in the past" }] : []),
    ...(tooEarly ? [{ path: ["leftOn"], message: `${tooEarly.name} was of that household only from ${formatDay(tooEarly.from)}` }] : []),
  ];
};

/** Both households remember that they are apart. What the two had in common then brings them up no more. */
const apartIn = (
  as: FoundApart["as"],
  { own, candidate, match }: MatchFacts,
  { request: { who = [], leftOn, reason }, by, now }: ToSettle,
): { readonly identities: readonly IdentityChange[]; readonly changes: readonly HouseholdChange[] } => {
  const found = { as, points: match.score.points };
  const changeOf = (of: Side, other: Side): IdentityChange | undefined => {
    if (!of.identity) return undefined;
    const apart = withApart(of.identity, { ...found, householdId: other.householdId });
    return { was: of.identity, becomes: of === candidate && leftOn ? withLeft(apart, who, leftOn) : apart };
  };
  const at = now.toISOString();
  const noted = (of: Side, kind: HouseholdChangeKind, says: string): HouseholdChange => ({
    changeId: randomUUID(),
    householdId: of.householdId,
    at,
    by: actorOf(by),
    kind,
    says,
    reason,
  });
  const names = candidate.known.people.filter(({ personId }) => who.includes(personId)).map(({ name }) => name);
  return {
    identities: [changeOf(own, candidate), changeOf(candidate, own)].filter((change) => change !== undefined),
    changes: [
      noted(own, "apart", `Compared with another household: ${lowerFirst(matchAnswers[as])}`),
      noted(candidate, "apart", `Compared with another household: ${lowerFirst(matchAnswers[as])}`),
      ...(leftOn ? [noted(candidate, "memberLeft", `${names.join(" and ")} left on ${formatDay(leftOn)}`)] : []),
    ],
  };
};

/** One household of two, in one write with the match. A join that somebody else made meanwhile is kept, and settles it too. */
const join = async (facts: MatchFacts, asked: ToSettle, ports: SettlePorts): Promise<SettleOutcome | typeof again> => {
  const { caseId, candidateId, request, by, now } = asked;
  let step = stepFor(facts, asked);
  const outcome = await joinHouseholds(
    {
      ...{ keep: candidateId, join: facts.case.householdId, by, reason: request.reason, now },
      match: async () => {
        const fresh = await readMatch(caseId, candidateId, now, ports);
        if (fresh?.match.state !== "open") return undefined;
        step = stepFor(fresh, asked);
        return "refused" in step ? undefined : step.moved;
      },
    },
    ports,
  );
  if ("refused" in step) return step.refused;
};
