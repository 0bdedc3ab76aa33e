import type { Line } from "../../shared/domain/line/line.ts";
import { actionOf, isPossible, type LineAction, mayAct, partAgainstAction } from "../../shared/domain/line/line-action.ts";
import { orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import { type LineSeen, type Lines, partsOfSeen } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { findLine } from "../line/find-line.ts";
import { takeSteps } from "../line/move-line.ts";
import type { Provider } from "../line/provider.ts";
import { sendOrder } from "../line/send-order.ts";

export type StepToTake = {
  readonly lineId: string;
  readonly action: LineAction;
  /** The version of the line that the sender saw. */
  readonly seen: number;
  readonly why?: string;
  /** The sender's own id of the step: sent again, it is the same step. */
  readonly key: string;
  readonly by: Principal;
  readonly now: Date;
};

/** Why a step was not taken, in order of precedence. */
export type LineStepRefused =
  | { readonly kind: "barred" }
  | { readonly kind: "notTheirs" }
  /** The person decided on the award, or entered its application. */
  | { readonly kind: "ownDecision"; readonly because: string }
  | { readonly kind: "otherStepUnderThisId" }
  | { readonly kind: "stale"; readonly now: Line }
  | { readonly kind: "notPossible"; readonly now: Line }
  | { readonly kind: "reasonMissing" }
  /** The resident used the code, so its money cannot come back. */
  | { readonly kind: "codeUsed"; readonly now: Line };

export type LineStepOutcome = { readonly kind: "taken"; readonly line: Line } | { readonly kind: "notFound" } | LineStepRefused;

export type LineStepPorts = {
  readonly lines: Lines;
  readonly schemes: Pick<Schemes, "book">;
  readonly provider: Provider;
};

/** A person takes one step of a line. Safe to send again; refused on a line that has moved on. */
export const takeLineStep = async (step: StepToTake, ports: LineStepPorts): Promise<LineStepOutcome> => {
  const found = await findLine(step.lineId, ports.lines);
  if (!found) return { kind: "notFound" };
  if (await ports.lines.isOut(found, step.by.id)) return { kind: "barred" };
  if (!mayAct(step.action, step.by.roles)) return { kind: "notTheirs" };
  const own = partAgainstAction(step.action, step.by, partsOfSeen(found));
  if (own) return { kind: "ownDecision", because: separationWords(own, { who: actionOf(step.action).roles }) };
  const earlier = earlierOutcome(found.line, step);
  if (earlier) return earlier;
  if (found.line.version !== step.seen) return { kind: "stale", now: found.line };
  if (!isPossible(step.action, found.line)) return { kind: "notPossible", now: found.line };
  const why = step.why?.trim();
  if (actionOf(step.action).needsReason && !why) return { kind: "reasonMissing" };
  return step.action === "sendToProvider" ? sendToProvider(found, step, ports) : takeOwnStep(found, step, ports);
};

/** The outcome of an earlier sending under the same key. */
const earlierOutcome = (line: Line, { key, action }: StepToTake): LineStepOutcome | undefined => {
  const taken = line.steps.filter((each) => each.key === key).map(({ step }) => step);
  if (taken.length === 0) return undefined;
  return taken.join() === actionOf(action).steps.join() ? { kind: "taken", line } : { kind: "otherStepUnderThisId" };
};

const takeOwnStep = async (found: LineSeen, step: StepToTake, ports: LineStepPorts): Promise<LineStepOutcome> => {
  const { action, key, by, now } = step;
  const { line } = found;
  if (await isCodeUsed(line, action, ports)) return { kind: "codeUsed", now: line };

  const isOrder = action === "orderAgain";
  const change = { trouble: undefined, ...(isOrder && { orders: (line.orders ?? 0) + 1 }) };
  const why = step.why?.trim();
  const moved = await takeSteps(
    found,
    actionOf(action).steps,
    { at: now.toISOString(), by: actorOf(by), key, ...(why && { why }) },
    { change, book: await ports.schemes.book(now), ...(isOrder && { outbox: { orders: [orderOf({ ...line, ...change })] } }) },
    ports,
  );
  if (moved.kind === "moved") return { kind: "taken", line: moved.line };
  return earlierOutcome(moved.now, step) ?? { kind: "stale", now: moved.now };
};

/** The provider makes a code useless before its money comes back: else the resident could still use it. */
const isCodeUsed = async (line: Line, action: LineAction, { provider }: LineStepPorts): Promise<boolean> => {
  const isComingBack = action === "expire" || action === "return";
  if (!isComingBack || line.fulfiller !== "codes" || line.state === "redeemed") return false;
  const state = await provider.cancel(orderKeyOf(orderOf(line)));
  return state !== "cancelled" && state !== "expired";
};

/** Calls the provider again under the order's own key; sendOrder writes down the answer. */
const sendToProvider = async ({ line }: LineSeen, { now }: StepToTake, ports: LineStepPorts): Promise<LineStepOutcome> => {
  await sendOrder(orderOf(line), now, ports);
  const after = await findLine(line.lineId, ports.lines);
  return { kind: "taken", line: after?.line ?? line };
};
