import { personHelped } from "../../shared/domain/application.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { payeeParts } from "../../shared/domain/payments/payee-record.ts";
import type { Part } from "../../shared/domain/separation.ts";
import { type Behind, type Lines, partsOfSeen } from "../../shared/store/lines.ts";

/** A line of another household that goes to the same place, with the parts that people had in it. */
export type OtherLine = {
  readonly lineId: string;
  readonly awardId: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly name: string;
  readonly parts: readonly Part[];
  /** Whether the person has declared an interest in its case. */
  readonly barred: (personId: string) => boolean;
};

export type OtherLinesPorts = { readonly lines: Pick<Lines, "some" | "behind"> };

export const readOtherLines = async (lineIds: readonly string[], { lines }: OtherLinesPorts): Promise<readonly OtherLine[]> => {
  const seen = await lines.some([...new Set(lineIds)]);
  const behind = await lines.behind(seen.map(({ line }) => line));
  return seen.map(({ line, case: head }) => {
    const { lineId, awardId, caseId, householdId } = line;
    const whom = behind.get(lineId) ?? {};
    const parts = [...partsOfSeen({ line, ...(head && { case: head }) }), ...payeeParts(whom.recorded)];
    return { lineId, awardId, caseId, householdId, name: nameIn(whom), parts, barred: (id) => head !== undefined && isBarred(head, id) };
  });
};

const nameIn = ({ application, recipient }: Behind): string => (application ? personHelped(application).name : (recipient?.name ?? ""));
