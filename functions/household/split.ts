import { takenApart } from "../../shared/domain/household/parts.ts";
import type { NotMoved } from "../../shared/domain/line/move-award.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { type SplitPorts as KitPorts, splitHousehold } from "../decide/split-household.ts";
import { isOutOfHousehold, type ReadHouseholdPorts, readHousehold } from "./read-household.ts";

export type SplitAsked = {
  readonly householdId: string;
  readonly partId: string;
  readonly reason: string;
  /** The household for each award made since the join, by the award's id. Others stay with the household of their case. */
  readonly awards: Readonly<Record<string, string>>;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type SplitOutcome =
  | { readonly kind: "split"; readonly stays: string; readonly leaves: string }
  | { readonly kind: "notFound" }
  | { readonly kind: "joined"; readonly to: string }
  | { readonly kind: "barred" }
  /** They are two: somebody has split them, or this same request did before its answer was lost. */
  | { readonly kind: "notJoined" }
  | { readonly kind: "notTheirs"; readonly awardId: string }
  | { readonly kind: "awardNotMoved"; readonly awardId: string; readonly because: NotMoved };

export type SplitPorts = ReadHouseholdPorts & KitPorts;

/** Takes a household that was joined out again, with the choice for each award made meanwhile. */
export const splitOff = async (asked: SplitAsked, ports: SplitPorts): Promise<SplitOutcome> => {
  const { householdId, partId, reason, awards, by, now } = asked;
  const read = await readHousehold(householdId, ports);
  if (read.kind === "notFound" || read.kind === "joined") return read;
  if (isOutOfHousehold(read.facts, by)) return { kind: "barred" };
  const { leaving } = takenApart(read.facts.claims, partId);
  if (leaving.length === 0) return { kind: "notJoined" };
  const both = [householdId, partId];
  const elsewhere = Object.entries(awards).find(([, to]) => !both.includes(to));
  if (elsewhere) return { kind: "notTheirs", awardId: elsewhere[0] };
  const outcome = await splitHousehold({ householdId, part: partId, by: actorOf(by), reason, now, awardsTo: awards }, ports);
  switch (outcome.kind) {
    case "split":
      return { kind: "split", stays: outcome.staying.householdId, leaves: outcome.leaving.householdId };
    case "barred":
    case "awardNotMoved":
      return outcome;
    // No match is settled with it, so none can have moved.
    case "matchMoved":
    case "notJoined":
      return { kind: "notJoined" };
  }
};
