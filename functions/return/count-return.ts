import { type Adjustment, adjustmentsOf } from "../../shared/domain/return/adjustment.ts";
import { asCorrected } from "../../shared/domain/return/as-corrected.ts";
import { checkLines } from "../../shared/domain/return/check-lines.ts";
import { computeReturn } from "../../shared/domain/return/compute-return.ts";
import type { ComputedReturn } from "../../shared/domain/return/computed-return.ts";
import { layoutOf, type ReturnLayout } from "../../shared/domain/return/layout.ts";
import type { LineBook } from "../../shared/domain/return/line-book.ts";
import type { CountAsked, PreparedReturn, ReturnFigures } from "../../shared/domain/return/prepared-return.ts";
import { bytesOf } from "../../shared/domain/return/return-bytes.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import { readItem } from "../../shared/store/items.ts";
import type { Returns } from "../../shared/store/returns.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";

export type CountReturnPorts = {
  readonly returns: Pick<Returns, "find" | "ofScheme" | "figures" | "recounts" | "keepFigures" | "keepRecount">;
  /** Reads anew: the version of a new return may have been published today. */
  readonly schemes: Pick<Schemes, "freshBook">;
  /** The scheme's book with every entry up to an instant. */
  readonly books: { upTo(scheme: Scheme, asOf: string): Promise<LineBook> };
};

/** Counts the returns that the queue brings. A count that comes again finds its figures kept, and does nothing. */
export const createCountReturn = ({ queue, ...ports }: CountReturnPorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "countReturn",
    async ({ item, now }) => {
      const asked = readItem("countAsked", item);
      return { returnId: asked.returnId, what: asked.what, outcome: await countReturn(asked, now, ports) };
    },
    queue,
  );

type Counted = { readonly prepared: PreparedReturn; readonly scheme: Scheme; readonly layout: ReturnLayout };

export const countReturn = async (asked: CountAsked, now: Date, ports: CountReturnPorts): Promise<string> => {
  const prepared = await ports.returns.find(asked.scheme, asked.returnId);
  if (!prepared) throw new Fault("itemUnreadable");
  if (asked.what === "prepare" && prepared.state !== "counting") return "alreadyCounted";
  const versions = await ports.schemes.freshBook();
  const counted = withLayout(prepared, versions);
  const book = await ports.books.upTo(counted.scheme, asked.asOf);
  if (asked.what === "recount") return recount(asked, counted, book, now, ports);

  const { scheme, layout } = counted;
  const figures: ReturnFigures = {
    returnId: prepared.returnId,
    bytes: bytesOf(computeReturn(layout, scheme, book, prepared.window)),
    countedAt: now.toISOString(),
    carried: await carriedInto(prepared, book, versions, ports.returns),
    failures: checkLines(layout, scheme, book, prepared.window),
  };
  return retry<string>(async () => {
    const before = await ports.returns.find(asked.scheme, asked.returnId);
    if (before?.state !== "counting") return "alreadyCounted";
    const after: PreparedReturn = { ...before, state: "prepared", version: before.version + 1 };
    // Finance may type on the return while it is counted.
    return (await ports.returns.keepFigures(before, after, figures)).kind === "kept" ? "counted" : again;
  });
};

const withLayout = (prepared: PreparedReturn, versions: SchemeBook): Counted => {
  const scheme = schemeVersion(versions, prepared.scheme, prepared.schemeVersion);
  const layout = scheme && layoutOf(scheme, prepared.code);
  if (!layout) throw new Fault("itemUnreadable");
  return { prepared, scheme, layout };
};

/** Counts a return's days again as of a later instant, under its own version of the scheme. */
const countedAgain = ({ prepared, scheme, layout }: Counted, book: LineBook, asOf: string): ComputedReturn => {
  const window = { ...prepared.window, asOf };
  return computeReturn(layout, scheme, asCorrected(book, layout, window), window);
};

const filedFigures = async ({ scheme, returnId }: PreparedReturn, returns: Pick<Returns, "figures">): Promise<ReturnFigures> => {
  const figures = await returns.figures(scheme, returnId);
  if (!figures) throw new Fault("itemUnreadable");
  return figures;
};

const computedIn = ({ bytes }: ReturnFigures): ComputedReturn => JSON.parse(bytes) as ComputedReturn;

const recount = async (
  { by, asOf, returnId, scheme }: CountAsked,
  counted: Counted,
  book: LineBook,
  now: Date,
  { returns }: CountReturnPorts,
): Promise<string> => {
  const filed = computedIn(await filedFigures(counted.prepared, returns));
  const adjustments = adjustmentsOf(returnId, filed, countedAgain(counted, book, asOf));
  const { kind } = await returns.keepRecount(scheme, { returnId, asOf, by, at: now.toISOString(), adjustments });
  return kind === "kept" ? "countedAgain" : "alreadyCounted";
};

/** Finds the corrections of earlier filed returns which no filed return has carried yet. */
const carriedInto = async (
  { scheme, code, window, returnId }: PreparedReturn,
  book: LineBook,
  versions: SchemeBook,
  returns: CountReturnPorts["returns"],
): Promise<readonly Adjustment[]> => {
  const filed = (await returns.ofScheme(scheme)).filter((one) => one.state === "filed" && one.code === code && one.returnId !== returnId);
  const isNewest = (one: PreparedReturn) =>
    filed.every((other) => other.window.from !== one.window.from || other.window.to !== one.window.to || other.number <= one.number);
  const earlier = filed.filter((one) => one.window.to < window.to && isNewest(one));
  if (earlier.length === 0) return [];
  const oldestFirst = filed.toSorted((one, other) => one.window.asOf.localeCompare(other.window.asOf));
  const figures = await Promise.all(oldestFirst.map((one) => filedFigures(one, returns)));
  const carried = figures.flatMap((one) => one.carried);
  return earlier.flatMap((one) => {
    const own = figures.find((each) => each.returnId === one.returnId);
    if (!own) return [];
    return adjustmentsOf(one.returnId, computedIn(own), countedAgain(withLayout(one, versions), book, window.asOf), carried);
  });
};
