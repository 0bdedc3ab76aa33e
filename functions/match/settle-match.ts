import { randomUUID } from "node:crypto";
import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import type { HouseholdChange, HouseholdChangeKind } from "../../shared/domain/household/household-change.ts";
import { hasPart, partsOf } from "../../shared/domain/household/parts.ts";
import { withApart, withLeft } from "../../shared/domain/identity/found-apart.ts";
import type { FoundApart } from "../../shared/domain/identity/identity.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { matchAnswers } from "../../shared/domain/identity/match-answer.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import type { SettleMatchRequest } from "../../shared/http/contracts/match-contracts.ts";
import { again, retry } from "../../shared/retry.ts";
import { link } from "../../shared/store/case-writes.ts";
import type { IdentityChange } from "../../shared/store/household-identities.ts";
import type { Matches, MatchStep, MovedMatch } from "../../shared/store/matches.ts";
import { takerOf } from "../decide/case-step.ts";
import { contactAfterLeaving, withoutGone } from "../decide/contact-after-leaving.ts";
import { type JoinPorts, joinHouseholds } from "../decide/join-households.ts";
import { type ScoreAgainPorts, scoreAgain } from "../decide/score-again.ts";
import { paidTwiceIn } from "./match-page.ts";
import { isOutOfMatch, type MatchFacts, type ReadMatchPorts, readMatch, type Side } from "./read-match.ts";
import type { SettleProblem } from "./settle-form.ts";

export type SettlePorts = ReadMatchPorts & JoinPorts & ScoreAgainPorts & { readonly matches: Pick<Matches, "find" | "move"> };

export type ToSettle = {
  readonly caseId: string;
  readonly candidateId: string;
  readonly request: SettleMatchRequest;
  readonly by: Actor;
  readonly now: Date;
};

/** In order of precedence. */
export type SettleOutcome =
  /** `isPaidTwice`: both had been helped with the same before they became one household. */
  | { readonly kind: "settled"; readonly match: Match; readonly case: Case; readonly isPaidTwice: boolean }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "enteredByYou"; readonly now: Case }
  /** Somebody else was first, or nobody has to compare them any more. */
  | { readonly kind: "settledBefore"; readonly match: Match; readonly now: Case }
  /** Somebody joined the two households meanwhile: only "the same household" is left to say. */
  | { readonly kind: "oneHousehold"; readonly now: Case }
  | { readonly kind: "notAllowed"; readonly problems: readonly SettleProblem[] };

/** Keeps what a person found who compared the two. Of two people at once, one wins. Safe to send again after a lost answer. */
export const settleMatch = async (asked: ToSettle, ports: SettlePorts): Promise<SettleOutcome> => {
  const outcome = await retry<SettleOutcome>(async () => {
    const facts = await readMatch(asked.caseId, asked.candidateId, asked.now, ports);
    const planned = planOf(facts, asked);
    if (planned === again || planned.kind !== "planned") return planned;
    const { as } = asked.request;
    return as === "same" ? join(planned, asked, ports) : keepApart(as, planned, asked, ports);
  });
  // A join settles other matches too. Cut short, the next change of the household settles them.
  if (outcome.kind === "settled" && outcome.match.state === "same") await scoreAgain(outcome.case.householdId, asked, ports);
  return outcome;
};

type Planned = { readonly kind: "planned"; readonly facts: MatchFacts; readonly step: MatchStep };

const settled = ({ match, ...facts }: MatchFacts, head: Case, now = match): SettleOutcome => ({
  kind: "settled",
  match: now,
  case: head,
  isPaidTwice: now.state === "same" && paidTwiceIn({ match, ...facts }).length > 0,
});

const planOf = (facts: MatchFacts | undefined, asked: ToSettle): Planned | SettleOutcome | typeof again => {
  if (!facts) return { kind: "notFound" };
  const { case: head, match } = facts;
  const { candidateId, request, by, now } = asked;
  if (isOutOfMatch(facts, by.id)) return { kind: "barred" };
  if (match.state !== "open") return isSameSent(match, asked) ? settled(facts, head) : { kind: "settledBefore", match, now: head };

  const { as, reason, leftOn, who } = request;
  const seen = { version: head.version, householdId: head.householdId };
  const taken = takeStep(head, { kind: "settleMatch", candidateId, as, reason, ...(leftOn && { leftOn }) }, takerOf({ by, now, seen }));
  if (taken.kind === "barred" || taken.kind === "enteredByYou") return taken;
  // Somebody moved the two between the reads.
  if (taken.kind !== "taken") return again;
  if (as !== "same" && hasPart(facts.own.claims, candidateId)) return { kind: "oneHousehold", now: head };
  const problems = as === "left" ? problemsWith(request, facts, now) : [];
  if (problems.length > 0) return { kind: "notAllowed", problems };
  const after: Match = {
    ...match,
    version: match.version + 1,
    state: as,
    settled: {
      by: actorOf(by),
      at: now.toISOString(),
      reason,
      ...(leftOn && { leftOn, who }),
      ...(as === "same" && { part: facts.own.claims.householdId }),
    },
  };
  return { kind: "planned", facts, step: { taken, match: after, ...(!facts.isKept && { isNew: true as const }) } };
};

const keepApart = async (
  as: FoundApart["as"],
  { facts, step }: Planned,
  asked: ToSettle,
  { matches, identities, cases }: SettlePorts,
): Promise<SettleOutcome | typeof again> => {
  const { own, candidate } = facts;
  const found = apartIn(as, facts, asked);
  const household = as === "left" ? await contactWithoutThem(found.identities, candidate, cases) : undefined;
  // Nobody reaches those who stayed by a phone or an email of somebody who left.
  const changed = found.identities.map(({ was, becomes }) => ({
    ...(was && { was }),
    becomes: household && becomes.householdId === candidate.claims.householdId ? withoutGone(becomes, household.becomes) : becomes,
  }));
  const moved = await matches.move({
    ...step,
    changes: found.changes,
    identities: await identities.change(changed),
    households: household ? [own.claims] : [own.claims, candidate.claims],
    ...(household && { household }),
  });
  return moved.kind === "moved" ? settled(facts, moved.case, step.match) : again;
};

/** The other household’s safe contact before and after its members left. Undefined where it does not change. */
const contactWithoutThem = async (
  changed: readonly IdentityChange[],
  { claims }: Side,
  cases: SettlePorts["cases"],
): Promise<MovedMatch["household"]> => {
  const left = changed.find(({ becomes }) => becomes.householdId === claims.householdId);
  if (!left) return undefined;
  const heads = await Promise.all(partsOf(claims).map(({ householdId }) => cases.ofHousehold(householdId)));
  const given = await Promise.all(heads.flat().map(({ caseId }) => cases.whole(caseId)));
  const oldestFirst = given.filter((one) => one !== undefined).toSorted((a, b) => (a.case.submittedAt < b.case.submittedAt ? -1 : 1));
  const becomes = contactAfterLeaving(claims, left.becomes, oldestFirst);
  return becomes && { was: claims, becomes };
};

/** The two become one in the very write that settles the match. Where somebody joined them already, it is only settled. */
const join = async (planned: Planned, asked: ToSettle, ports: SettlePorts): Promise<SettleOutcome | typeof again> => {
  const { caseId, candidateId, request, by, now } = asked;
  let { facts, step }: Omit<Planned, "kind"> = planned;
  const outcome = await joinHouseholds(
    {
      ...{ keep: candidateId, join: facts.case.householdId, by, reason: request.reason, now },
      match: async () => {
        const fresh = planOf(await readMatch(caseId, candidateId, now, ports), asked);
        if (fresh === again || fresh.kind !== "planned") return undefined;
        ({ facts, step } = fresh);
        return step;
      },
    },
    ports,
  );
  if (outcome.kind === "barred") return outcome;
  if (outcome.kind === "matchMoved") return again;
  if (outcome.kind === "joined") return settled(facts, link(step.taken).after, step.match);
  const moved = await ports.matches.move(step);
  return moved.kind === "moved" ? settled(facts, moved.case, step.match) : again;
};

/** The same person found the same, for the same reason: the answer to it was lost. */
const isSameSent = ({ state, settled }: Match, { request: { as, reason, leftOn }, by }: ToSettle): boolean =>
  state === as && settled?.by.id === by.id && settled.reason === reason && settled.leftOn === leftOn;

/** The people who left must still be listed there, and nobody leaves on a day to come. */
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
  const at = now.toISOString();
  const found = { as, points: match.score.points };
  const changeOf = (of: Side, other: Side): IdentityChange | undefined => {
    if (!of.identity) return undefined;
    const apart = withApart(of.identity, { ...found, householdId: other.householdId });
    const isLeft = of === candidate && leftOn !== undefined;
    return { was: of.identity, becomes: isLeft ? withLeft(apart, { who, until: leftOn, changeId: randomUUID(), at }) : apart };
  };
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
