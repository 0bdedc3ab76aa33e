import { addDays, type Day, londonDay } from "../dates.ts";
import { isSettled, type Line, type LineState, type LineStepName, type TakingBack } from "./line.ts";

/** The states of a code at its provider. */
export const codeStates = ["unused", "activated", "redeemed", "expired", "cancelled"] as const;
export type CodeState = (typeof codeStates)[number];

/** Only its provider can say that nobody can use a code any more. */
export const isUseless = (state: CodeState): boolean => state === "cancelled" || state === "expired";
export const isUsed = (state: CodeState): boolean => state === "activated" || state === "redeemed";

export const isMoneyBackState = (state: LineState): boolean => isSettled(state) && state !== "redeemed";

/** The steps of a line after its provider's answer. Undefined while the code is still good: its money must stay out. */
export const stepsAfterAnswer = (
  state: CodeState,
  line: Pick<Line, "state" | "provided">,
  { how }: Pick<TakingBack, "how">,
  today: Day,
): readonly LineStepName[] | undefined => {
  // A used code was given out, even if nobody marked it.
  const given: readonly LineStepName[] = line.state === "issued" ? ["deliver"] : [];
  const isOver = line.provided?.expiresOn !== undefined && line.provided.expiresOn < today;
  switch (state) {
    case "cancelled":
    case "expired":
      if (line.state === "issued") return ["lapse"];
      return how === "expire" && line.state !== "redeemed" ? ["expire", "recycle"] : ["return"];
    case "redeemed":
      return line.state === "redeemed" ? [] : [...given, "redeem"];
    case "activated":
      if (isOver) return line.state === "redeemed" ? [] : [...given, "redeem"];
      return line.state === "activated" || line.state === "redeemed" ? [] : [...given, "activate"];
    case "unused":
      return undefined;
  }
};

/** A provider may tell of a late use some weeks after the code's last day. */
const watchedDays = 30;

/** Until when the provider is asked each night whether somebody has used a code whose money came back. */
export const watchedUntil = ({ provided }: Pick<Line, "provided">, now: Date): Day => {
  const today = londonDay(now);
  const lastDay = provided?.expiresOn as Day | undefined;
  return addDays(lastDay && lastDay > today ? lastDay : today, watchedDays);
};
