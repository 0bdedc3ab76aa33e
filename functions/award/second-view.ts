import type { Award } from "../../shared/domain/award/award.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import type { Actor } from "../../shared/domain/principal.ts";

/** What became of a second approval: awaited, or who gave or refused it and when. */
export type Second = { readonly kind: "awaited" } | { readonly kind: "approved" | "declined"; readonly by: Actor; readonly at: string };

/** Nothing where no second person was needed. An award itself never changes, so its lines say it. */
export const secondOf = ({ awaitsApproval }: Pick<Award, "awaitsApproval">, lines: readonly Pick<Line, "steps">[]): Second | undefined => {
  if (!awaitsApproval) return undefined;
  const taken = lines.flatMap(({ steps }) => steps).find(({ step }) => step === "approve" || step === "decline");
  return taken ? { kind: taken.step === "approve" ? "approved" : "declined", by: taken.by, at: taken.at } : { kind: "awaited" };
};

export const secondWords = (second: Second | undefined): string | undefined => {
  switch (second?.kind) {
    case undefined:
      return undefined;
    case "awaited":
      return "Waits for a second approval. The money is put aside.";
    case "approved":
      return `Approved by ${second.by.name} on ${formatInstant(second.at)}.`;
    case "declined":
      return `Not approved by a second person. Nothing was paid. ${second.by.name}, ${formatInstant(second.at)}.`;
  }
};
