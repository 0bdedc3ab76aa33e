import type { Line, LineNoteName, LineStepName } from "../../shared/domain/line/line.ts";
import { actionOf, isPossible, type LineAction, mayAct, partAgainstAction } from "../../shared/domain/line/line-action.ts";
import { bringsMoneyBack, changeLine } from "../../shared/domain/line/line-move.ts";
import { orderOf } from "../../shared/domain/line/order.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import { type LineSeen, type Lines, partsOfSeen } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { findLine } from "../line/find-line.ts";
import { takeSteps } from "../line/move-line.ts";
import type { Provider } from "../line/provider.ts";
import { type SendOrderPorts, sendOrder } from "../line/send-order.ts";
import { type TakenBack, takeBackCode } from "../line/take-back-code.ts";
import { pathTo } from "./result-path.ts";

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
  /** The person had a part that keeps them from the step, such as that they decided on the award. */
  | { readonly kind: "ownDecision"; readonly because: string }
  | { readonly kind: "otherStepUnderThisId" }
  | { readonly kind: "stale"; readonly now: Line }
  | { readonly kind: "notPossible"; readonly now: Line }
  | { readonly kind: "reasonMissing" }
  /** The resident used the code, so its money cannot come back. */
  | { readonly kind: "codeUsed"; readonly now: Line };

export type LineStepOutcome =
  | { readonly kind: "taken"; readonly line: Line }
  /** The provider has not said yet that the code is useless. Its money stays out, and the provider is asked again. */
  | { readonly kind: "waitsForProvider"; readonly line: Line }
  | { readonly kind: "notFound" }
  | LineStepRefused;

export type LineStepPorts = Pick<SendOrderPorts, "destinations" | "matchingKey"> & {
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
  // Sent again while the provider's answer is awaited.
  if (found.line.takingBack?.key === step.key) return takeBack(found, step, ports);
  if (found.line.version !== step.seen) return { kind: "stale", now: found.line };
  if (!isPossible(step.action, found.line)) return { kind: "notPossible", now: found.line };
  const why = step.why?.trim();
  if (actionOf(step.action).needsReason && !why) return { kind: "reasonMissing" };
  switch (step.action) {
    case "sendToProvider":
      return sendToProvider(found, step, ports);
    case "askAgain":
      return takeBack(found, step, ports);
    case "confirmBack":
      return confirmBack(found, step, ports);
    case "denyBack":
    case "settleLate":
      return takeNote(found, step, ports);
    case "expire":
    case "return":
      return found.line.fulfiller === "codes" ? takeBack(found, step, ports) : takeOwnStep(found, step, ports);
    default:
      return takeOwnStep(found, step, ports);
  }
};

const noteOf: Readonly<Partial<Record<LineAction, LineNoteName>>> = { denyBack: "saidNotBack", settleLate: "settledLate" };

/** The outcome of an earlier sending under the same key. */
const earlierOutcome = (line: Line, { key, action }: StepToTake): LineStepOutcome | undefined => {
  const note = line.notes?.find((each) => each.key === key);
  if (note) return note.what === noteOf[action] ? { kind: "taken", line } : { kind: "otherStepUnderThisId" };
  const taken = line.steps.filter((each) => each.key === key).map(({ step }) => step);
  if (taken.length === 0) return undefined;
  if (line.fulfiller === "codes" && (action === "expire" || action === "return")) {
    const isSpentCode = taken.includes("redeem") || taken.includes("activate");
    return isSpentCode ? { kind: "codeUsed", now: line } : endedAs(action, taken, line);
  }
  if (action === "confirmBack")
    return bringsBack.includes(taken.at(-1) ?? "issue") ? { kind: "taken", line } : { kind: "otherStepUnderThisId" };
  return taken.join() === actionOf(action).steps.join() ? { kind: "taken", line } : { kind: "otherStepUnderThisId" };
};

const bringsBack: readonly LineStepName[] = ["return", "recycle", "cancel"];

/** A code that was never given out always lapses. Any other ends as the step asked. */
const endedAs = (action: "expire" | "return", taken: readonly LineStepName[], line: Line): LineStepOutcome =>
  taken.at(-1) === "lapse" || taken.at(-1) === (action === "expire" ? "recycle" : "return")
    ? { kind: "taken", line }
    : { kind: "otherStepUnderThisId" };

const takeOwnStep = async (found: LineSeen, step: StepToTake, ports: LineStepPorts): Promise<LineStepOutcome> => {
  const { action, key, by, now } = step;
  const { line } = found;
  const { steps } = actionOf(action);
  const isOrder = action === "orderAgain";
  // The file's report stays work until a person has confirmed or denied it.
  const stays = line.saidBack !== undefined && !bringsMoneyBack(line, steps);
  const change = { ...(!stays && { trouble: undefined, saidBack: undefined }), ...(isOrder && { orders: (line.orders ?? 0) + 1 }) };
  const why = step.why?.trim();
  const moved = await takeSteps(
    found,
    steps,
    { at: now.toISOString(), by: actorOf(by), key, ...(why && { why }) },
    { change, book: await ports.schemes.book(now), ...(isOrder && { outbox: { orders: [orderOf({ ...line, ...change })] } }) },
    ports,
  );
  if (moved.kind === "moved") return { kind: "taken", line: moved.line };
  return earlierOutcome(moved.now, step) ?? { kind: "stale", now: moved.now };
};

/** The provider makes a code useless before its money comes back: else the resident could still use it. */
const takeBack = async (found: LineSeen, step: StepToTake, ports: LineStepPorts): Promise<LineStepOutcome> => {
  const { action, key, by, now } = step;
  const why = step.why?.trim();
  const how = action === "expire" ? "expire" : "return";
  const asked = { how, at: now.toISOString(), by: actorOf(by), key, ...(why && { why }) } as const;
  return afterAnswer(await takeBackCode(found, asked, now, ports), step);
};

const afterAnswer = (done: TakenBack, step: StepToTake): LineStepOutcome => {
  switch (done.kind) {
    case "back":
      return { kind: "taken", line: done.line };
    case "used":
      return { kind: "codeUsed", now: done.line };
    case "waits":
      return { kind: "waitsForProvider", line: done.line };
    case "lineMoved":
      return earlierOutcome(done.now, step) ?? { kind: "stale", now: done.now };
  }
};

/** A second person confirms what a file alone said, and only then does its money come back. */
const confirmBack = async (found: LineSeen, step: StepToTake, ports: LineStepPorts): Promise<LineStepOutcome> => {
  const { saidBack } = found.line;
  const groups = saidBack && pathTo(found.line, saidBack.state);
  if (!groups) return { kind: "notPossible", now: found.line };
  const at = step.now.toISOString();
  const book = await ports.schemes.book(step.now);
  let current = found;
  for (const [index, steps] of groups.entries()) {
    const isLast = index === groups.length - 1;
    // The person who loaded the file answers for the delivery. The confirmer answers only for the money that comes back.
    const taken = isLast ? { at, by: actorOf(step.by), key: step.key } : { at, by: saidBack.by, key: `${step.key}:delivered` };
    const change = isLast ? { trouble: undefined, saidBack: undefined } : {};
    const moved = await takeSteps(current, steps, taken, { change, book }, ports);
    if (moved.kind === "lineMoved") return earlierOutcome(moved.now, step) ?? { kind: "stale", now: moved.now };
    current = { ...current, line: moved.line };
  }
  return { kind: "taken", line: current.line };
};

/** Records a person's decision about a line that changes neither its state nor its money. */
const takeNote = async ({ line }: LineSeen, step: StepToTake, { lines }: LineStepPorts): Promise<LineStepOutcome> => {
  const what = noteOf[step.action];
  const why = step.why?.trim();
  if (!what) return { kind: "notPossible", now: line };
  const note = { what, at: step.now.toISOString(), by: actorOf(step.by), key: step.key, ...(why && { why }) };
  const settled = what === "settledLate" ? ({ usedLate: "settled" } as const) : { saidBack: undefined };
  const move = changeLine(line, { ...settled, trouble: undefined, notes: [...(line.notes ?? []), note] });
  const moved = await lines.move([move]);
  if (moved.kind === "lineMoved") return earlierOutcome(moved.now, step) ?? { kind: "stale", now: moved.now };
  return { kind: "taken", line: move.after };
};

/** Calls the provider again under the order's own key; sendOrder writes down the answer. */
const sendToProvider = async ({ line }: LineSeen, { now }: StepToTake, ports: LineStepPorts): Promise<LineStepOutcome> => {
  await sendOrder(orderOf(line), now, ports);
  const after = await findLine(line.lineId, ports.lines);
  return { kind: "taken", line: after?.line ?? line };
};
