import type { Role } from "../../system.ts";
import type { Actor } from "../principal.ts";
import { type KeptApart, type Part, partAgainst } from "../separation.ts";
import { type Fulfiller, type Way, wayOf } from "./fulfiller.ts";
import type { Line, LineState, LineStepName } from "./line.ts";

type Action = {
  readonly label: string;
  readonly labelForPartner?: string;
  readonly steps: readonly LineStepName[];
  readonly roles: readonly Role[];
  readonly ways: readonly Way[];
  readonly from: readonly LineState[];
  /** Money comes back or a household loses something, so staff must say why. */
  readonly needsReason?: true;
};

const everybody = ["assessor", "approver", "finance"] as const;
const caseworkers = ["assessor", "approver"] as const;
const finance = ["finance", "s151"] as const;
const everyWay = ["bank", "provider", "supplier", "partner"] as const;

/**
 * The actions of people on a line. A caseworker cancels a line that has not gone out; finance records one that comes back,
 * so that nobody both gives and takes back. No action speaks for the bank or the provider: their files do.
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
  askAgain: {
    label: "Ask the provider again",
    steps: [],
    roles: everybody,
    ways: ["provider"],
    from: ["issued", "delivered", "activated", "redeemed"],
  },
  confirmBack: {
    label: "Confirm that it came back",
    steps: [],
    roles: finance,
    ways: ["supplier", "partner"],
    from: ["issued", "delivered", "activated", "redeemed"],
  },
  denyBack: {
    label: "It did not come back",
    steps: [],
    roles: finance,
    ways: ["supplier", "partner"],
    from: ["issued", "delivered", "activated", "redeemed"],
    needsReason: true,
  },
  settleLate: {
    label: "Record what was agreed with the provider",
    steps: [],
    roles: finance,
    ways: ["provider"],
    from: ["recycled", "returned", "cancelled"],
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

const wayOfLine = ({ fulfiller }: Pick<Line, "fulfiller">): Way | undefined => fulfiller && wayOf(fulfiller);

export const isPossible = (name: LineAction, line: Line): boolean => {
  const { ways, from } = actionOf(name);
  const way = wayOfLine(line);
  if (!from.includes(line.state)) return false;
  if (way === undefined) return name === "cancel" && line.state === "approved";
  if (!ways.includes(way)) return false;
  if (name === "settleLate") return line.usedLate === "open";
  if (name === "confirmBack" || name === "denyBack") return line.saidBack !== undefined;
  // Until the provider has answered, nobody hands its code out or asks for its money in another way.
  if (name === "askAgain" || way === "provider") {
    if ((line.takingBack !== undefined) !== (name === "askAgain")) return false;
  }
  // The bank or the provider has it already, and may act on it.
  if (name === "cancel" && line.state === "issued") return way === "supplier" || way === "partner";
  if (name === "giveCode" || name === "sendToProvider") return (name === "giveCode") === (line.provided !== undefined);
  return true;
};

export const mayAct = (name: LineAction, roles: readonly Role[]): boolean => actionOf(name).roles.some((role) => roles.includes(role));

/** The part that keeps a person from a step. A code is as good as money, so more people are kept from giving it out, and from saying that something came back. */
export const partAgainstAction = (name: LineAction, by: Pick<Actor, "id">, parts: readonly Part[]): KeptApart | undefined =>
  partAgainst("line", "stepLine", by, parts) ??
  (name === "giveCode" ? partAgainst("line", "giveCode", by, parts) : undefined) ??
  (name === "return" || name === "confirmBack" ? partAgainst("line", "takeBack", by, parts) : undefined);

export const labelOf = (name: LineAction, fulfiller?: Fulfiller): string => {
  const { label, labelForPartner } = actionOf(name);
  return (fulfiller && wayOf(fulfiller) === "partner" && labelForPartner) || label;
};
