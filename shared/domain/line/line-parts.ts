import type { Part } from "../separation.ts";
import type { Line } from "./line.ts";

/** What people had done for a line by now, as far as the line itself says. */
export const lineParts = ({
  decidedBy,
  newPayee,
  sentBefore = [],
}: Pick<Line, "decidedBy" | "newPayee" | "sentBefore">): readonly Part[] => [
  ...decidedBy.map((by): Part => ({ did: "award", by })),
  ...(newPayee ? [{ did: "recordPayee", by: newPayee.by } as const] : []),
  ...sentBefore.map(({ loadedBy }): Part => ({ did: "importBankResults", by: loadedBy.id })),
];
