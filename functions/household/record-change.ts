import { createHash } from "node:crypto";
import { londonDay } from "../../shared/domain/dates.ts";
import type { HouseholdChange } from "../../shared/domain/household/household-change.ts";
import { changeInWords, type RecordProblem, record, type ToRecord, withRecorded } from "../../shared/domain/identity/change-household.ts";
import type { HouseholdIdentity } from "../../shared/domain/identity/identity.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { HouseholdRecords } from "../../shared/store/household-records.ts";
import { contactAfterLeaving, withoutGone } from "../decide/contact-after-leaving.ts";
import { isOutOfHousehold, type ReadHouseholdPorts, readHousehold } from "./read-household.ts";

export type ChangeAsked = {
  readonly householdId: string;
  readonly seen: { readonly version: number };
  readonly asked: ToRecord;
  readonly reason: string;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type ChangeOutcome =
  | { readonly kind: "recorded"; readonly identity: HouseholdIdentity }
  | { readonly kind: "notFound" }
  | { readonly kind: "joined"; readonly to: string }
  | { readonly kind: "barred" }
  /** Somebody changed it since it was seen: their latest change. */
  | { readonly kind: "stale"; readonly version: number; readonly latest?: HouseholdChange }
  | { readonly kind: "noSuchPerson" }
  | { readonly kind: "nothingDiffers" }
  | { readonly kind: "problems"; readonly problems: readonly RecordProblem[] };

export type RecordChangePorts = ReadHouseholdPorts & {
  readonly records: Pick<HouseholdRecords, "read" | "change">;
};

/** From what was asked by whom, of the household as it was seen: the same sent again is the same change. */
const changeIdOf = ({ householdId, seen, asked, by }: ChangeAsked): string =>
  caseIdFrom(
    createHash("sha256")
      .update(JSON.stringify([householdId, seen.version, by.id, Object.entries(asked).toSorted(([a], [b]) => (a < b ? -1 : 1))]))
      .digest(),
  );

/**
 * Records what somebody learnt of a household: people and homes, the identifiers that find it and whom its messages may
 * reach, all in one write. Safe to send again after a lost answer.
 */
export const recordChange = (change: ChangeAsked, ports: RecordChangePorts): Promise<ChangeOutcome> =>
  retry<ChangeOutcome>(async () => {
    const { householdId, seen, asked, reason, by, now } = change;
    const read = await readHousehold(householdId, ports);
    if (read.kind === "notFound" || read.kind === "joined") return read;
    const { facts } = read;
    if (isOutOfHousehold(facts, by)) return { kind: "barred" };
    const { identity, claims, cases, changes } = facts;
    const changeId = changeIdOf(change);
    if (identity.changes?.some((one) => one.changeId === changeId)) return { kind: "recorded", identity };
    if (identity.version !== seen.version) {
      const latest = changes.at(-1);
      return { kind: "stale", version: identity.version, ...(latest && { latest }) };
    }
    const recorded = record(identity, asked, londonDay(now));
    if (recorded.kind !== "recorded") return recorded;

    const at = now.toISOString();
    const after = withRecorded(identity, recorded, { changeId, at });
    const household = asked.kind === "memberLeft" ? contactAfterLeaving(claims, after, cases) : undefined;
    const becomes = household ? withoutGone(after, household) : after;
    const written = await ports.records.change({
      ...(facts.isRecorded && { was: identity }),
      becomes,
      change: {
        changeId,
        householdId,
        at,
        by: actorOf(by),
        kind: recorded.change.kind,
        says: changeInWords(recorded.change),
        reason,
      },
      ...(household && { household: { was: claims, becomes: household } }),
    });
    return written.kind === "changed" ? { kind: "recorded", identity: becomes } : again;
  });
