import type { Role } from "../../system.ts";
import { type Fulfiller, type Way, wayOf } from "./fulfiller.ts";
import type { Line, LineState, LineStepName } from "./line.ts";

type Action = {
  /** What the button says; for a partner's lines in words of its own. */
  readonly label: string;
  readonly labelForPartner?: string;
  readonly steps: readonly LineStepName[];
  readonly roles: readonly Role[];
  readonly ways: readonly Way[];
  readonly from: readonly LineState[];
  /** Money comes back or somebody is let down, so it is said why. */
  readonly needsReason?: true;
};

const everybody = ["assessor", "approver", "finance"] as const;
const caseworkers = ["assessor", "approver"] as const;
const finance = ["finance", "s151"] as const;
const everyWay = ["bank", "provider", "supplier", "partner"] as const;

/**
 * What people do with a line. A caseworker stops what has not gone out; whatever has, comes back through finance, so
 * that nobody both gives and takes back. What a bank or a provider does is theirs to say, and nobody says it for them.
 */
export const lineActions = {
  issue: {
    label: "Mark as ordered",
    labelForPartner: "Mark as passed to the partner",
    steps: ["issue"],
    roles: everybody,
    ways: ["supplier", "partner"],
    from: ["approved"],
  },
  deliver: {
    label: "Mark as delivered",
    labelForPartner: "Mark as given to the household",
    steps: ["deliver"],
    roles: everybody,
    ways: ["supplier", "partner"],
    from: ["issued"],
  },
  giveCode: { label: "Mark the code as given", steps: ["deliver"], roles: caseworkers, ways: ["provider"], from: ["issued"] },
  spend: { label: "Mark as spent by the partner", steps: ["redeem"], roles: finance, ways: ["partner"], from: ["delivered"] },
  sendToProvider: { label: "Check now with the provider", steps: [], roles: everybody, ways: ["provider"], from: ["issued"] },
  orderAgain: { label: "Order again", steps: ["issue"], roles: everybody, ways: ["provider"], from: ["approved"] },
  cancel: {
    label: "Cancel this item",
    steps: ["cancel"],
    roles: caseworkers,
    ways: everyWay,
    from: ["approved", "issued"],
    needsReason: true,
  },
  expire: {
    label: "Let the code expire",
    steps: ["expire", "recycle"],
    roles: finance,
    ways: ["provider"],
    from: ["delivered", "activated"],
    needsReason: true,
  },
  return: {
    label: "Record as returned",
    steps: ["return"],
    roles: finance,
    ways: everyWay,
    from: ["delivered", "activated", "redeemed"],
    needsReason: true,
  },
} as const satisfies Record<string, Action>;
export type LineAction = keyof typeof lineActions;
export const lineActionNames = Object.keys(lineActions) as LineAction[];
export const isLineAction = (name: string): name is LineAction => Object.hasOwn(lineActions, name);

export const actionOf = (name: LineAction): Action => lineActions[name];

/** A line that was given to nobody yet can only be cancelled. */
const wayOfLine = ({ fulfiller }: Pick<Line, "fulfiller">): Way | undefined => fulfiller && wayOf(fulfiller);

/** Whether an action can be taken with a line as it stands, by whoever may. */
export const isPossible = (name: LineAction, line: Line): boolean => {
  const { ways, from } = actionOf(name);
  const way = wayOfLine(line);
  if (!from.includes(line.state)) return false;
  if (way === undefined) return name === "cancel" && line.state === "approved";
  if (!ways.includes(way)) return false;
  // What the bank or the provider has been asked for is no longer ours to stop.
  if (name === "cancel" && line.state === "issued") return way === "supplier" || way === "partner";
  if (name === "giveCode" || name === "sendToProvider") return (name === "giveCode") === (line.provided !== undefined);
  return true;
};

export const mayAct = (name: LineAction, roles: readonly Role[]): boolean => actionOf(name).roles.some((role) => roles.includes(role));

/** A code is as good as money, and no batch is released for it: whoever decided on a line does not hand its code out. */
export const isOwnCode = (name: LineAction, { decidedBy }: Pick<Line, "decidedBy">, principalId: string): boolean =>
  name === "giveCode" && decidedBy.includes(principalId);

export const labelOf = (name: LineAction, fulfiller?: Fulfiller): string => {
  const { label, labelForPartner } = actionOf(name);
  return (fulfiller && wayOf(fulfiller) === "partner" && labelForPartner) || label;
};
