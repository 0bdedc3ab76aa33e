import type { Award } from "../../shared/domain/award/award.ts";
import { limitBelow } from "../../shared/domain/award/second-person.ts";
import { awardIdOf, type Case } from "../../shared/domain/case/case.ts";
import { nextAfter, type Step, type Taken, takeStep, wasTaken, whyNot } from "../../shared/domain/case/take-step.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import type { Pence } from "../../shared/domain/money.ts";
import type { Actor, Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Approvals } from "../../shared/store/approvals.ts";
import type { Cases, WholeCase } from "../../shared/store/cases.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { takerOf } from "../decide/case-step.ts";

/** What a second person does with an award that is above its decider's limit. The key is the sender's. */
export type SecondStep = {
  readonly caseId: string;
  readonly by: Actor & Pick<Principal, "roles">;
  readonly now: Date;
  readonly key: string;
  readonly seen: { readonly version: number; readonly householdId: string };
  readonly reason?: string;
};

export type SecondPorts = {
  readonly cases: Pick<Cases, "whole">;
  readonly lines: Pick<Lines, "standing">;
  readonly approvals: Approvals;
  readonly schemes: Pick<Schemes, "book">;
};

/** In order of precedence. */
export type SecondOutcome =
  | { readonly kind: "approved" | "declined"; readonly case: Case; readonly award: Award; readonly by: Actor; readonly at: string }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  /** Whoever decided has declared an interest since: it can be sent back, and is decided again by somebody else. */
  | { readonly kind: "deciderBarred" }
  | { readonly kind: "stale"; readonly now: Case }
  /** Whoever decided, or prepared the run that did, is no second person. */
  | { readonly kind: "ownDecision" }
  | { readonly kind: "aboveLimit"; readonly scheme: Scheme; readonly limit: Pence; readonly total: Pence };

/** Where a second approval stands: awaited, or who gave or refused it and when. */
export type Second = { readonly kind: "awaited" } | { readonly kind: "approved" | "declined"; readonly by: Actor; readonly at: string };

/** An award itself never changes, so its lines say who settled it. Undefined where no second person was needed. */
export const secondOf = ({ awaitsApproval }: Pick<Award, "awaitsApproval">, lines: readonly Pick<Line, "steps">[]): Second | undefined => {
  if (!awaitsApproval) return undefined;
  const taken = lines.flatMap(({ steps }) => steps).find(({ step }) => step === "approve" || step === "decline");
  return taken ? { kind: taken.step === "approve" ? "approved" : "declined", by: taken.by, at: taken.at } : { kind: "awaited" };
};

type ToSettle = { readonly kind: "toSettle"; readonly whole: WholeCase; readonly award: Award; readonly taken: Taken };

type Settling = Step<"approve"> | Step<"decline">;
const done = { approve: "approved", decline: "declined" } as const;

/** The step that a second person takes with the award that awaits it; or that they took it before, or why not. */
export const findToSettle = (
  { by, now, seen }: SecondStep,
  whole: WholeCase | undefined,
  stepWith: (award: Award) => Settling,
): ToSettle | SecondOutcome => {
  if (!whole) return { kind: "notFound" };
  const { case: head, events, awards } = whole;
  const taker = takerOf({ by, now, seen });
  const next = nextAfter(seen, events);
  // A case that was sent back no longer names the award. The event that sent it back does.
  const awardId = next && "awardId" in next.detail ? next.detail.awardId : awardIdOf(head);
  const award = awards.find((one) => one.awardId === awardId);
  if (!award) return whyNot(head, taker) ?? { kind: "stale", now: head };

  const step = stepWith(award);
  const taken = takeStep(head, step, taker);
  if (taken.kind === "taken") return { kind: "toSettle", whole, award, taken };
  return taken.kind === "stale" && next && wasTaken(step, taker, events)
    ? { kind: done[step.kind], case: head, award, by: next.by, at: next.at }
    : taken;
};

/** More than this person may award alone is more than they may approve. */
export const aboveLimit = ({ total }: Award, scheme: Scheme, { roles }: Pick<Principal, "roles">): SecondOutcome | undefined => {
  const limit = limitBelow(total, scheme, { roles });
  return limit === undefined ? undefined : { kind: "aboveLimit", scheme, limit, total };
};
