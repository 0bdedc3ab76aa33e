import { council } from "../../shared/council.ts";
import { withheldWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { type Fulfiller, fulfillers, isFulfiller } from "../../shared/domain/line/fulfiller.ts";
import { type Line, type LineState, type LineStepName, lineStates } from "../../shared/domain/line/line.ts";
import { mayTake } from "../../shared/domain/line/line-move.ts";
import { lineIdOfOrder, orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { poundsInFile } from "../../shared/domain/money.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import { type Lines, partsOfSeen } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { findLine } from "../line/find-line.ts";
import { takeSteps } from "../line/move-line.ts";
import { type LineResult, type ResultState, type RowProblem, readLineResults } from "./read-line-results.ts";

export type ResultFile = { readonly fulfiller: string; readonly file: Uint8Array; readonly by: Principal; readonly now: Date };
export type ImportLinePorts = { readonly lines: Lines; readonly schemes: Pick<Schemes, "book"> };

export type ImportOutcome =
  | { readonly kind: "notFound" }
  | { readonly kind: "refused"; readonly because: string }
  /** How many rows moved a line on, how many said nothing new, and every row that could not be used. */
  | { readonly kind: "imported"; readonly moved: number; readonly known: number; readonly problems: readonly RowProblem[] };

type RowDone = "moved" | "known" | { readonly because: string };

/** Takes a file of results, row by row. The same file again moves nothing: every row says what is so already. */
export const importLineResults = async ({ fulfiller, ...sent }: ResultFile, ports: ImportLinePorts): Promise<ImportOutcome> => {
  if (!isFulfiller(fulfiller)) return { kind: "notFound" };
  const read = readLineResults(sent.file, council.code);
  if (read.kind === "refused") return read;
  const counted = { moved: 0, known: 0 };
  const problems: RowProblem[] = [...read.problems];
  for (const result of read.rows) {
    const done = await takeResult(result, { ...sent, fulfiller }, ports);
    if (typeof done === "object") problems.push({ row: result.row, ...done });
    else counted[done] += 1;
  }
  return { kind: "imported", ...counted, problems: problems.toSorted((a, b) => a.row - b.row) };
};

const takeResult = async (
  result: LineResult,
  { fulfiller, by, now }: Pick<ResultFile, "by" | "now"> & { readonly fulfiller: Fulfiller },
  ports: ImportLinePorts,
): Promise<RowDone> => {
  const { reference, amount, state } = result;
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

  const moves = pathTo(line, state);
  if (!moves) return { because: `${reference} is now: ${lowerFirst(lineStates[line.state])}. It cannot become ${state}.` };
  let current = found;
  for (const steps of moves) {
    const taken = { at: now.toISOString(), by: actorOf(by), key: `result:${reference}:${steps.join("+")}` };
    const moved = await takeSteps(current, steps, taken, { change: { trouble: undefined }, book: await ports.schemes.book(now) }, ports);
    if (moved.kind === "lineMoved") return { because: `${reference} was changed by somebody else at this moment. Send the file again.` };
    current = { ...current, line: moved.line };
  }
  return "moved";
};

const becomes: Readonly<Record<ResultState, LineState>> = {
  delivered: "delivered",
  activated: "activated",
  redeemed: "redeemed",
  spent: "redeemed",
  expired: "recycled",
  returned: "returned",
  cancelled: "cancelled",
};

/** A state that the line is in or has been through. */
const isKnown = (line: Line, state: ResultState): boolean => {
  const wanted = becomes[state];
  const order: readonly LineState[] = ["approved", "issued", "delivered", "activated", "redeemed"];
  return (
    line.state === wanted || (order.includes(wanted) && order.includes(line.state) && order.indexOf(line.state) > order.indexOf(wanted))
  );
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

const pathTo = (line: Line, state: ResultState) =>
  // Nobody has ordered it yet.
  line.state === "approved" ? undefined : paths[state].find((parts) => mayTake(line, parts.flat()));
