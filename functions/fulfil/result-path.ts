import type { Line, LineState, LineStepName } from "../../shared/domain/line/line.ts";
import { mayTake } from "../../shared/domain/line/line-move.ts";
import type { ResultState } from "./read-line-results.ts";

export const becomes: Readonly<Record<ResultState, LineState>> = {
  delivered: "delivered",
  activated: "activated",
  redeemed: "redeemed",
  spent: "redeemed",
  expired: "recycled",
  returned: "returned",
  cancelled: "cancelled",
};

/** The steps that lead to each state, the shortest way first. Each group of steps moves money at most once. */
const paths: Readonly<Record<ResultState, readonly (readonly (readonly LineStepName[])[])[]>> = {
  delivered: [[["deliver"]]],
  activated: [[["activate"]], [["deliver", "activate"]]],
  redeemed: [[["redeem"]], [["deliver", "redeem"]]],
  spent: [[["redeem"]], [["deliver", "redeem"]]],
  expired: [[["expire", "recycle"]], [["deliver"], ["expire", "recycle"]]],
  returned: [[["return"]], [["deliver"], ["return"]]],
  cancelled: [[["cancel"]]],
};

export const pathTo = (line: Line, state: ResultState): readonly (readonly LineStepName[])[] | undefined =>
  // Nobody has ordered it yet.
  line.state === "approved" ? undefined : paths[state].find((parts) => mayTake(line, parts.flat()));
