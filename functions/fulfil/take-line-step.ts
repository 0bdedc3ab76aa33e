import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { actionOf, isOwnCode, isPossible, type LineAction, mayAct } from "../../shared/domain/line/line-action.ts";
import { orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { LineSeen, Lines } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { findLine } from "../line/find-line.ts";
import { takeSteps } from "../line/move-line.ts";
import type { Provider } from "../line/provider.ts";
import { sendOrder } from "../line/send-order.ts";

export type LineStepWanted = {
  readonly lineId: string;
  readonly action: LineAction;
  /** The version of the line that was looked at. */
  readonly seen: number;
  readonly why?: string;
  /** The sender's own id of the step: sent again, it is the same step. */
  readonly key: string;
  readonly by: Principal;
  readonly now: Date;
};

/** Why a step was not taken, in order of precedence. */
export type LineStepRefused =
  /** They have declared an interest in the case. */
  | { readonly kind: "barred" }
  /** None of their roles takes this step. */
  | { readonly kind: "notTheirs" }
  /** They decided on the award, so somebody else hands out its code. */
  | { readonly kind: "ownDecision" }
  | { readonly kind: "otherStepUnderThisId" }
  | { readonly kind: "stale"; readonly now: Line }
  | { readonly kind: "notPossible"; readonly now: Line }
  | { readonly kind: "reasonMissing" }
  /** The provider says that the code was used, so its money cannot come back. */
  | { readonly kind: "codeUsed"; readonly now: Line };

export type LineStepOutcome = { readonly kind: "taken"; readonly line: Line } | { readonly kind: "notFound" } | LineStepRefused;

export type LineStepPorts = {
  readonly lines: Lines;
  readonly schemes: Pick<Schemes, "book">;
  readonly provider: Provider;
};

/** One step of a line by a person: the page and the API alike. Safe to send again, and refused on a line that has moved on. */
export const takeLineStep = async (ask: LineStepWanted, ports: LineStepPorts): Promise<LineStepOutcome> => {
  const found = await findLine(ask.lineId, ports.lines);
  if (!found) return { kind: "notFound" };
  if (found.case && isBarred(found.case, ask.by.id)) return { kind: "barred" };
  if (!mayAct(ask.action, ask.by.roles)) return { kind: "notTheirs" };
  if (isOwnCode(ask.action, found.line, ask.by.id)) return { kind: "ownDecision" };
  const met = metAgain(found.line, ask);
  if (met) return met;
  if (found.line.version !== ask.seen) return { kind: "stale", now: found.line };
  if (!isPossible(ask.action, found.line)) return { kind: "notPossible", now: found.line };
  const why = ask.why?.trim();
  if (actionOf(ask.action).needsReason && !why) return { kind: "reasonMissing" };
  return ask.action === "sendToProvider" ? sendToProvider(found, ask, ports) : act(found, ask, ports);
};

/** The same step met again; or another under its id. */
const metAgain = (line: Line, { key, action }: LineStepWanted): LineStepOutcome | undefined => {
  const taken = line.steps.filter((step) => step.key === key).map(({ step }) => step);
  if (taken.length === 0) return undefined;
  return taken.join() === actionOf(action).steps.join() ? { kind: "taken", line } : { kind: "otherStepUnderThisId" };
};

const act = async (found: LineSeen, ask: LineStepWanted, ports: LineStepPorts): Promise<LineStepOutcome> => {
  const { action, key, by, now } = ask;
  const { line } = found;
  if (await isCodeUsed(line, action, ports)) return { kind: "codeUsed", now: line };

  const isOrder = action === "orderAgain";
  const change = { trouble: undefined, ...(isOrder && { orders: (line.orders ?? 0) + 1 }) };
  const why = ask.why?.trim();
  const moved = await takeSteps(
    found,
    actionOf(action).steps,
    { at: now.toISOString(), by: actorOf(by), key, ...(why && { why }) },
    { change, book: await ports.schemes.book(now), ...(isOrder && { outbox: { orders: [orderOf({ ...line, ...change })] } }) },
    ports,
  );
  if (moved.kind === "moved") return { kind: "taken", line: moved.line };
  return metAgain(moved.now, ask) ?? { kind: "stale", now: moved.now };
};

/** Before the money of a code comes back, the provider makes the code useless: else it could be used after all. */
const isCodeUsed = async (line: Line, action: LineAction, { provider }: LineStepPorts): Promise<boolean> => {
  const isComingBack = action === "expire" || action === "return";
  if (!isComingBack || line.fulfiller !== "codes" || line.state === "redeemed") return false;
  const state = await provider.cancel(orderKeyOf(orderOf(line)));
  return state !== "cancelled" && state !== "expired";
};

/** Nothing of the line is decided here: the provider is asked again under the order's own key, and says what it said. */
const sendToProvider = async ({ line }: LineSeen, { now }: LineStepWanted, ports: LineStepPorts): Promise<LineStepOutcome> => {
  await sendOrder(orderOf(line), now, ports);
  const after = await findLine(line.lineId, ports.lines);
  return { kind: "taken", line: after?.line ?? line };
};
