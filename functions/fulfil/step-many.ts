import type { LineAction } from "../../shared/domain/line/line-action.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { refusalWords } from "./line-replies.ts";
import { type LineStepPorts, takeLineStep } from "./take-line-step.ts";

export type SteppedMany = { readonly taken: number; readonly problems: readonly string[] };

/** As many as a list shows on a page. */
const most = 100;

/** The same step for each chosen line, each by itself: one that somebody else has changed keeps no other back. */
export const stepMany = async (
  chosen: readonly string[],
  asked: { readonly action: LineAction; readonly stepId: string; readonly by: Principal; readonly now: Date },
  ports: LineStepPorts,
): Promise<SteppedMany> => {
  const problems: string[] = [];
  let taken = 0;
  for (const each of chosen.slice(0, most)) {
    const [lineId = "", version = ""] = each.split(":");
    const { action, stepId, by, now } = asked;
    const outcome = await takeLineStep({ lineId, action, seen: Number(version), key: `${stepId}:${lineId}`, by, now }, ports);
    if (outcome.kind === "taken") taken += 1;
    else if (outcome.kind === "notFound") problems.push("A line that was chosen is not there.");
    else problems.push(`${lineId}: ${refusalWords(outcome)}`);
  }
  return { taken, problems };
};
