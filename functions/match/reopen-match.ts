import { randomUUID } from "node:crypto";
import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import type { HouseholdChange } from "../../shared/domain/household/household-change.ts";
import { withBack, withoutApart } from "../../shared/domain/identity/found-apart.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import type { MatchAnswer } from "../../shared/domain/identity/match-answer.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { IdentityChange } from "../../shared/store/household-identities.ts";
import type { MatchStep } from "../../shared/store/matches.ts";
import { takerOf } from "../decide/case-step.ts";
import { isOutOfMatch, type MatchFacts, readMatch, type Side } from "./read-match.ts";
import type { SettlePorts } from "./settle-match.ts";

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

/** Takes back what was found, so that somebody compares the two again. No award is made meanwhile. */
export const reopenMatch = (asked: ToReopen, ports: SettlePorts): Promise<ReopenOutcome> =>
  retry<ReopenOutcome>(async () => {
    const { caseId, candidateId, reason, by, now } = asked;
    const facts = await readMatch(caseId, candidateId, now, ports);
    if (!facts) return { kind: "notFound" };
    const { case: head, match } = facts;
    if (isOutOfMatch(facts, by.id)) return { kind: "barred" };
    const was = answerOf(match);
    if (was === undefined)
      return isSameSent(match, asked) ? { kind: "reopened", match, case: head } : { kind: "notSettled", match, now: head };

    const seen = { version: head.version, householdId: head.householdId };
    const taken = takeStep(head, { kind: "reopenMatch", candidateId, was, reason }, takerOf({ by, now, seen }));
    if (taken.kind === "barred" || taken.kind === "enteredByYou") return taken;
    if (taken.kind !== "taken") return again;
    const { settled: _, ...unsettled } = match;
    const at = now.toISOString();
    const reopened: Match = {
      ...unsettled,
      version: match.version + 1,
      state: "open",
      since: at,
      reopened: { by: actorOf(by), at, reason },
    };
    const moved: MatchStep = { taken, match: reopened };
    if (was === "same") return split(moved, facts, asked, ports);
    const { identities, changes } = togetherIn(facts, asked);
    const kept = await ports.matches.move({ ...moved, identities: await ports.identities.change(identities), changes });
    return kept.kind === "moved" ? { kind: "reopened", match: reopened, case: kept.case } : again;
  });

const isSameSent = ({ state, reopened }: Match, { reason, by }: ToReopen): boolean =>
  state === "open" && reopened?.by.id === by.id && reopened.reason === reason;

/** Both households forget that they were found apart, and whoever left because of it is back. */
const togetherIn = (
  { own, candidate, match: { settled } }: MatchFacts,
  { reason, by, now }: ToReopen,
): { readonly identities: readonly IdentityChange[]; readonly changes: readonly HouseholdChange[] } => {
  const changeOf = (of: Side, other: Side): IdentityChange | undefined => {
    if (!of.identity) return undefined;
    const together = withoutApart(of.identity, other.householdId);
    const { who, leftOn } = settled ?? {};
    return { was: of.identity, becomes: of === candidate && who && leftOn ? withBack(together, who, leftOn) : together };
  };
  const noted = ({ householdId }: Side): HouseholdChange => ({
    changeId: randomUUID(),
    householdId,
    at: now.toISOString(),
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
