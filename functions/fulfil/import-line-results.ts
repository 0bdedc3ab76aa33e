import { createHash } from "node:crypto";
import { council } from "../../shared/council.ts";
import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { type Fulfiller, fulfillers, isFulfiller, wayOf } from "../../shared/domain/line/fulfiller.ts";
import { type Line, type LineState, lineStates, type SaidBackState, saidBackStates } from "../../shared/domain/line/line.ts";
import { changeLine } from "../../shared/domain/line/line-move.ts";
import { lineIdOfOrder, orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { isMoneyBackState, isUsed } from "../../shared/domain/line/taking-back.ts";
import { poundsInFile } from "../../shared/domain/money.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import { type LineSeen, type Lines, partsOfSeen } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { findLine } from "../line/find-line.ts";
import { takeSteps } from "../line/move-line.ts";
import type { Provider } from "../line/provider.ts";
import { recordLateUse } from "../line/record-late-use.ts";
import { askByNight, takeBackCode } from "../line/take-back-code.ts";
import { type LineResult, type ResultState, type RowProblem, readLineResults } from "./read-line-results.ts";
import { becomes, pathTo } from "./result-path.ts";

export type ResultFile = { readonly fulfiller: string; readonly file: Uint8Array; readonly by: Principal; readonly now: Date };
export type ImportLinePorts = {
  readonly lines: Lines;
  readonly schemes: Pick<Schemes, "book">;
  readonly provider: Pick<Provider, "cancel" | "state">;
};

export type ImportOutcome =
  | { readonly kind: "notFound" }
  | { readonly kind: "refused"; readonly because: string }
  /** Counts the rows that moved a line on, said nothing new, or wait for the provider or a second person. Lists the unusable ones. */
  | {
      readonly kind: "imported";
      readonly moved: number;
      readonly known: number;
      readonly waiting: number;
      readonly problems: readonly RowProblem[];
    };

type RowDone = "moved" | "known" | "waiting" | { readonly because: string };

/** Counts the requests to the provider for this file, and notes that the provider stopped answering. */
type Asking = { asked: number; isSilent: boolean };
type RowOfFile = Pick<ResultFile, "by" | "now"> & { readonly reference: string; readonly fileHash: string; readonly asking: Asking };

/** Takes a file of results, row by row. The same file again moves nothing: every row says what is so already. */
export const importLineResults = async ({ fulfiller, ...sent }: ResultFile, ports: ImportLinePorts): Promise<ImportOutcome> => {
  if (!isFulfiller(fulfiller)) return { kind: "notFound" };
  const read = readLineResults(sent.file, council.code);
  if (read.kind === "refused") return read;
  const counted = { moved: 0, known: 0, waiting: 0 };
  const fileHash = createHash("sha256").update(sent.file).digest("hex").slice(0, 16);
  const asking: Asking = { asked: 0, isSilent: false };
  const problems: RowProblem[] = [...read.problems];
  for (const result of read.rows) {
    const done = await takeResult(result, { ...sent, fulfiller, fileHash, asking }, ports);
    if (typeof done === "object") problems.push({ row: result.row, ...done });
    else counted[done] += 1;
  }
  return { kind: "imported", ...counted, problems: problems.toSorted((a, b) => a.row - b.row) };
};

const takeResult = async (
  result: LineResult,
  { fulfiller, ...sent }: Omit<RowOfFile, "reference"> & { readonly fulfiller: Fulfiller },
  ports: ImportLinePorts,
): Promise<RowDone> => {
  const { reference, amount, state } = result;
  const { by, now } = sent;
  const found = await findLine(lineIdOfOrder(reference), ports.lines);
  if (!found || orderKeyOf(orderOf(found.line)) !== reference)
    return { because: `Nothing was asked for under “${reference.slice(0, 40)}”.` };
  const { line } = found;
  if (line.fulfiller !== fulfiller) return { because: `${reference} was not asked for of: ${fulfillers[fulfiller].label}.` };
  if (amount !== line.amount)
    return { because: `${reference} is for £${poundsInFile(line.amount)}, and the file says £${poundsInFile(amount)}.` };
  if (await ports.lines.isOut(found, by.id)) return { because: `${reference}: ${lowerFirst(withheldWords)}.` };
  const own = partAgainst("line", "importLineResults", by, partsOfSeen(found));
  if (own) return { because: `${reference}: ${lowerFirst(separationWords(own))}` };
  if (isKnown(line, state)) return "known";
  if (line.fulfiller === "codes" && !line.provided)
    return { because: `${reference}: no code has come for it yet. Check with the provider first.` };

  const row = { ...sent, reference };
  const isByCode = isByProvider(line);
  if (isByCode && isMoneyBackState(line.state)) return lateUse(found, row, ports);
  if (isByCode && isSaidBack(state)) return askProvider(found, state, row, ports);

  const moves = pathTo(line, state);
  if (!moves) return { because: `${reference} is now: ${lowerFirst(lineStates[line.state])}. It cannot become ${state}.` };
  if (isSaidBack(state)) return sayBack(found, state, row, ports);
  let current = found;
  for (const steps of moves) {
    const taken = { at: now.toISOString(), by: actorOf(by), key: `result:${reference}:${steps.join("+")}` };
    const moved = await takeSteps(
      current,
      steps,
      taken,
      { change: line.saidBack ? {} : { trouble: undefined, takingBack: undefined }, book: await ports.schemes.book(now) },
      ports,
    );
    if (moved.kind === "lineMoved") return changedMeanwhile(reference);
    current = { ...current, line: moved.line };
  }
  return "moved";
};

/** A state that the line is in or has been through. */
const isKnown = (line: Line, state: ResultState): boolean => {
  const wanted = becomes[state];
  const order: readonly LineState[] = ["approved", "issued", "delivered", "activated", "redeemed"];
  if (line.usedLate && order.includes(wanted)) return true;
  // A provider may report a cancelled code as "expired". Its money is back already, by another step.
  if (isByProvider(line) && isSaidBack(state) && isMoneyBackState(line.state)) return true;
  return (
    line.state === wanted || (order.includes(wanted) && order.includes(line.state) && order.indexOf(line.state) > order.indexOf(wanted))
  );
};

const isSaidBack = (state: ResultState): state is SaidBackState => (saidBackStates as readonly string[]).includes(state);
const isByProvider = ({ fulfiller }: Pick<Line, "fulfiller">): boolean => fulfiller !== undefined && wayOf(fulfiller) === "provider";

/** Finance waits for the file, so the provider is asked about no more codes than this. The night asks about the others. */
const mostAsked = 50;

/** A file's word is not enough for a code: its provider is asked to cancel it, and its answer counts. */
const askProvider = async (found: LineSeen, state: SaidBackState, row: RowOfFile, ports: ImportLinePorts): Promise<RowDone> => {
  const { reference, by, now, fileHash, asking } = row;
  const how = state === "expired" ? "expire" : "return";
  const asked = { how, at: now.toISOString(), by: actorOf(by), key: `result:${reference}:${fileHash}` } as const;
  const isAsked = !asking.isSilent && asking.asked < mostAsked;
  asking.asked += 1;
  const done = await (isAsked ? takeBackCode(found, asked, now, ports) : askByNight(found, asked, ports));
  switch (done.kind) {
    case "back":
      return "moved";
    case "used":
      return { because: `${reference}: the provider says that its code was used, so its money stays out.` };
    case "waits":
      asking.isSilent ||= isAsked;
      return "waiting";
    case "lineMoved":
      return changedMeanwhile(reference);
  }
};

/** Somebody used a code whose money has come back. Its provider is asked, so that a hand-made file makes no work. */
const lateUse = async ({ line }: LineSeen, { reference, by, now }: RowOfFile, { lines, provider }: ImportLinePorts): Promise<RowDone> => {
  const state = await provider.state(reference).catch(() => undefined);
  if (!state)
    return {
      because: `${reference}: its money has come back, and the provider does not say now whether its code was used. Send the file again.`,
    };
  if (!isUsed(state)) return { because: `${reference}: its money has come back, and the provider says that its code was not used.` };
  const { kind } = await recordLateUse(line, actorOf(by), now, lines);
  return kind === "recorded" ? "moved" : changedMeanwhile(reference);
};

/** A supplier or a partner has no way to be asked, so a second person confirms what the file says. */
const sayBack = async ({ line }: LineSeen, state: SaidBackState, row: RowOfFile, { lines }: ImportLinePorts): Promise<RowDone> => {
  const { reference, by, now, fileHash } = row;
  const key = `said:${reference}:${state}:${fileHash}`;
  if (line.saidBack || line.notes?.some((note) => note.key === key)) return "known";
  const at = now.toISOString();
  const because = `A file that ${by.name} loaded says: ${state}. Its money stays out until somebody in finance who neither decided, ordered nor loaded it confirms that it came back.`;
  const note = { what: "saidBack", at, by: actorOf(by), key } as const;
  const change = { saidBack: { state, by: actorOf(by), at }, trouble: { because, at }, notes: [...(line.notes ?? []), note] };
  const moved = await lines.move([changeLine(line, change)]);
  return moved.kind === "moved" ? "waiting" : changedMeanwhile(reference);
};

const changedMeanwhile = (reference: string): RowDone => ({
  because: `${reference} was changed by somebody else at this moment. Send the file again.`,
});
