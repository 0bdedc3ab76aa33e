import { randomUUID } from "node:crypto";
import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import type { HouseholdChange } from "../../shared/domain/household/household-change.ts";
import { withBack, withoutApart } from "../../shared/domain/identity/found-apart.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import type { MatchAnswer } from "../../shared/domain/identity/match-answer.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import { link } from "../../shared/store/case-writes.ts";
import type { IdentityChange } from "../../shared/store/household-identities.ts";
import type { Matches, MatchStep } from "../../shared/store/matches.ts";
import { takerOf } from "../decide/case-step.ts";
import { type SplitPorts, splitHousehold } from "../decide/split-household.ts";
import { isOutOfMatch, type MatchFacts, type ReadMatchPorts, readMatch, type Side } from "./read-match.ts";

export type ReopenPorts = ReadMatchPorts & SplitPorts & { readonly matches: Pick<Matches, "find" | "move"> };

export type ToReopen = {
  readonly caseId: string;
  readonly candidateId: string;
  readonly reason: string;
  readonly by: Actor;
  readonly now: Date;
};

/** In order of precedence. */
export type ReopenOutcome =
  | { readonly kind: "reopened"; readonly match: Match; readonly case: Case }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "enteredByYou"; readonly now: Case }
  /** Nobody has settled it, somebody has opened it again already, or nobody has to compare them any more. */
  | { readonly kind: "notSettled"; readonly match: Match; readonly now: Case };

const answerOf = ({ state }: Match): MatchAnswer | undefined => (state === "open" || state === "gone" ? undefined : state);

/** Takes back what was found, so that somebody compares the two again. No award is made meanwhile. Safe to send again. */
export const reopenMatch = (asked: ToReopen, ports: ReopenPorts): Promise<ReopenOutcome> =>
  retry<ReopenOutcome>(async () => {
    const planned = planOf(await readMatch(asked.caseId, asked.candidateId, asked.now, ports), asked);
    if (planned === again || planned.kind !== "planned") return planned;
    return planned.facts.match.state === "same" ? split(planned, asked, ports) : forget(planned, asked, ports);
  });

type Planned = { readonly kind: "planned"; readonly facts: MatchFacts; readonly step: MatchStep };

const planOf = (facts: MatchFacts | undefined, asked: ToReopen): Planned | ReopenOutcome | typeof again => {
  if (!facts) return { kind: "notFound" };
  const { case: head, match } = facts;
  const { candidateId, reason, by, now } = asked;
  if (isOutOfMatch(facts, by.id)) return { kind: "barred" };
  const was = answerOf(match);
  if (was === undefined)
    return isSameSent(match, asked) ? { kind: "reopened", match, case: head } : { kind: "notSettled", match, now: head };

  const seen = { version: head.version, householdId: head.householdId };
  const taken = takeStep(head, { kind: "reopenMatch", candidateId, was, reason }, takerOf({ by, now, seen }));
  if (taken.kind === "barred" || taken.kind === "enteredByYou") return taken;
  // Somebody moved the two between the reads.
  if (taken.kind !== "taken") return again;
  const { settled: _, ...unsettled } = match;
  const at = now.toISOString();
  const opened: Match = { ...unsettled, version: match.version + 1, state: "open", since: at, reopened: { by: actorOf(by), at, reason } };
  return { kind: "planned", facts, step: { taken, match: opened } };
};

const forget = async (
  { facts, step }: Planned,
  asked: ToReopen,
  { matches, identities }: ReopenPorts,
): Promise<ReopenOutcome | typeof again> => {
  const together = togetherIn(facts, asked);
  const moved = await matches.move({ ...step, ...together, identities: await identities.change(together.identities) });
  return moved.kind === "moved" ? { kind: "reopened", match: step.match, case: moved.case } : again;
};

/** The two become two again in the very write that opens the match. Where somebody split them already, it is only opened. */
const split = async (planned: Planned, asked: ToReopen, ports: ReopenPorts): Promise<ReopenOutcome | typeof again> => {
  const { caseId, candidateId, by, reason, now } = asked;
  let { step }: Pick<Planned, "step"> = planned;
  const { match, own } = planned.facts;
  const outcome = await splitHousehold(
    {
      ...{ householdId: candidateId, part: match.settled?.part ?? own.householdId, by, reason, now },
      match: async () => {
        const fresh = planOf(await readMatch(caseId, candidateId, now, ports), asked);
        if (fresh === again || fresh.kind !== "planned") return undefined;
        step = fresh.step;
        return step;
      },
    },
    ports,
  );
  switch (outcome.kind) {
    case "split":
      return { kind: "reopened", match: step.match, case: link(step.taken).after };
    case "notJoined": {
      const moved = await ports.matches.move(step);
      return moved.kind === "moved" ? { kind: "reopened", match: step.match, case: moved.case } : again;
    }
    case "barred":
      return outcome;
    // No award is put elsewhere here, so none can fail to move.
    case "awardNotMoved":
    case "matchMoved":
      return again;
  }
};

const isSameSent = ({ state, reopened }: Match, { reason, by }: ToReopen): boolean =>
  state === "open" && reopened?.by.id === by.id && reopened.reason === reason;

/** Both households forget that they were found apart, and whoever left because of it is back. */
const togetherIn = (
  { own, candidate, match: { settled } }: MatchFacts,
  { reason, by, now }: ToReopen,
): { readonly identities: readonly IdentityChange[]; readonly changes: readonly HouseholdChange[] } => {
  const at = now.toISOString();
  const changeOf = (of: Side, other: Side): IdentityChange | undefined => {
    if (!of.identity) return undefined;
    const together = withoutApart(of.identity, other.householdId);
    const { who, leftOn } = settled ?? {};
    const isBack = of === candidate && who !== undefined && leftOn !== undefined;
    return { was: of.identity, becomes: isBack ? withBack(together, { who, until: leftOn, changeId: randomUUID(), at }) : together };
  };
  const noted = ({ householdId }: Side): HouseholdChange => ({
    changeId: randomUUID(),
    householdId,
    at,
    by: actorOf(by),
    kind: "apart",
    says: "What was found of another household was taken back, so that somebody compares them again",
    reason,
  });
  return {
    identities: [changeOf(own, candidate), changeOf(candidate, own)].filter((change) => change !== undefined),
    changes: [own, candidate].map(noted),
  };
};
