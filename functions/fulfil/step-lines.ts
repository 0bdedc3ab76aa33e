import type { LineAction } from "../../shared/domain/line/line-action.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { refusalWords } from "./line-step-outcomes.ts";
import { type LineStepPorts, takeLineStep } from "./take-line-step.ts";

export type LinesStepped = { readonly taken: number; readonly problems: readonly string[] };

type StepOfMany = { readonly action: LineAction; readonly key: string; readonly by: Principal; readonly now: Date };

/** As many as a list shows on a page. */
const most = 100;

/** Takes the same step of each chosen line ("lineId:version"). A line that somebody else has changed keeps no other back. */
export const stepLines = async (
  chosen: readonly string[],
  { action, key, by, now }: StepOfMany,
  ports: LineStepPorts,
): Promise<LinesStepped> => {
  const problems: string[] = [];
  let taken = 0;
  for (const each of chosen.slice(0, most)) {
    const [lineId = "", version = ""] = each.split(":");
    const outcome = await takeLineStep({ lineId, action, seen: Number(version), key: `${key}:${lineId}`, by, now }, ports);
    if (outcome.kind === "taken" || outcome.kind === "waitsForProvider") taken += 1;
    else if (outcome.kind === "notFound") problems.push("A line that was chosen is not there.");
    else problems.push(`${lineId}: ${refusalWords(outcome)}`);
  }
  return { taken, problems };
};
