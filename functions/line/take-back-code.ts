import { londonDay } from "../../shared/domain/dates.ts";
import type { Line, TakingBack } from "../../shared/domain/line/line.ts";
import { changeLine, mayTake } from "../../shared/domain/line/line-move.ts";
import { orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { type CodeState, isMoneyBackState, isUseless, stepsAfterAnswer, watchedUntil } from "../../shared/domain/line/taking-back.ts";
import type { LineSeen, Lines } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { takeSteps } from "./move-line.ts";
import type { Provider } from "./provider.ts";

export type TakeBackPorts = {
  readonly lines: Pick<Lines, "standing" | "household" | "move">;
  readonly schemes: Pick<Schemes, "book">;
  readonly provider: Pick<Provider, "cancel">;
};

/** In order of precedence. */
export type TakenBack =
  | { readonly kind: "lineMoved"; readonly now: Line }
  /** The provider has not said that the code is useless: its money stays out, and the provider is asked again. */
  | { readonly kind: "waits"; readonly line: Line }
  /** Somebody has used the code, so it stays spent. */
  | { readonly kind: "used"; readonly line: Line }
  | { readonly kind: "back"; readonly line: Line };

const waitsWords =
  "Its code is being cancelled, and the provider has not confirmed it yet. The money stays out. The provider is asked again every night.";

/**
 * Brings the money of a code back once its provider has made the code useless. The request is stored before the provider
 * is asked. After a crash the next attempt asks the same again and finishes.
 */
export const takeBackCode = async (seen: LineSeen, asked: TakingBack, now: Date, ports: TakeBackPorts): Promise<TakenBack> => {
  const marked = seen.line.takingBack ? seen.line : await mark(seen.line, asked, ports.lines);
  if ("kind" in marked) return marked;
  const state = await answerOf(marked, ports.provider);
  return finish({ ...seen, line: marked }, marked.takingBack ?? asked, state, now, ports);
};

/** The same by night. The list of codes past their last day is the request, so it is stored only if the provider fails. */
export const expireCode = async (seen: LineSeen, asked: TakingBack, now: Date, ports: TakeBackPorts): Promise<TakenBack> => {
  const state = await answerOf(seen.line, ports.provider);
  const done = await finish(seen, seen.line.takingBack ?? asked, state, now, ports);
  if (done.kind !== "waits" || seen.line.takingBack) return done;
  const marked = await mark(done.line, asked, ports.lines);
  return "kind" in marked ? marked : { kind: "waits", line: marked };
};

/** Writes down that the code is to be cancelled. The nightly work asks the provider. */
export const askByNight = async (seen: LineSeen, asked: TakingBack, { lines }: Pick<TakeBackPorts, "lines">): Promise<TakenBack> => {
  const marked = seen.line.takingBack ? seen.line : await mark(seen.line, asked, lines);
  return "kind" in marked ? marked : { kind: "waits", line: marked };
};

type Moved = Extract<TakenBack, { kind: "lineMoved" }>;

const mark = async (line: Line, takingBack: TakingBack, lines: Pick<Lines, "move">): Promise<Line | Moved> => {
  const move = changeLine(line, { takingBack, trouble: { because: waitsWords, at: takingBack.at } });
  const moved = await lines.move([move]);
  return moved.kind === "lineMoved" ? moved : move.after;
};

/** Undefined where the provider gave no answer. */
const answerOf = async (line: Line, provider: Pick<Provider, "cancel">): Promise<CodeState | undefined> => {
  try {
    return await provider.cancel(orderKeyOf(orderOf(line)));
  } catch {
    return undefined;
  }
};

const finish = async (
  seen: LineSeen,
  asked: TakingBack,
  state: CodeState | undefined,
  now: Date,
  ports: TakeBackPorts,
): Promise<TakenBack> => {
  const { line } = seen;
  const steps = state && stepsAfterAnswer(state, line, asked, londonDay(now));
  if (!state || !steps) return { kind: "waits", line };
  const back = isUseless(state);
  const change = { takingBack: undefined, trouble: undefined, ...(back && { watchedUntil: watchedUntil(line, now) }) };
  if (steps.length === 0) {
    const move = changeLine(line, change);
    const moved = await ports.lines.move([move]);
    return moved.kind === "lineMoved" ? metAsFinished(moved.now) : { kind: "used", line: move.after };
  }
  if (!mayTake(line, steps)) return { kind: "lineMoved", now: line };
  const { by, key, why } = asked;
  const taken = { at: now.toISOString(), by, key, ...(why && { why }) };
  const moved = await takeSteps(seen, steps, taken, { change, book: await ports.schemes.book(now) }, ports);
  if (moved.kind === "lineMoved") return metAsFinished(moved.now);
  return { kind: back ? "back" : "used", line: moved.line };
};

/** Another attempt may have finished it at the same moment. */
const metAsFinished = (now: Line): TakenBack => {
  if (now.takingBack) return { kind: "waits", line: now };
  if (isMoneyBackState(now.state)) return { kind: "back", line: now };
  return now.state === "redeemed" ? { kind: "used", line: now } : { kind: "lineMoved", now };
};
