import type { Award } from "../../shared/domain/award/award.ts";
import type { Message } from "../../shared/domain/case/message.ts";
import { fulfillerFor, wayOf } from "../../shared/domain/line/fulfiller.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { changeLine, type LineMove, moveLine } from "../../shared/domain/line/line-move.ts";
import { orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { system } from "../../shared/domain/principal.ts";
import { itemOf, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Awards } from "../../shared/store/awards.ts";
import { isKind, readItem } from "../../shared/store/items.ts";
import type { Behind, Lines } from "../../shared/store/lines.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";
import { messageOfRun } from "./tell-of-award.ts";

export type StartLinesPorts = {
  readonly lines: Pick<Lines, "ofAward" | "behind" | "reach" | "household" | "move">;
  readonly schemes: Pick<Schemes, "book">;
};

type StartPorts = StartLinesPorts & { readonly awards: Pick<Awards, "find">; readonly queue: ConsumedQueue };

/** Starts the lines of each new award. An award that awaits a second approval starts when the approval's own item comes. */
export const createStart = ({ awards, queue, ...ports }: StartPorts) =>
  consume(
    "startLines",
    async ({ item, now }) => {
      if (isKind("award", item)) {
        const award = readItem("award", item);
        const { awardId } = award;
        return award.awaitsApproval ? { awardId, outcome: "awaitsApproval" } : { awardId, started: await startLines(award, now, ports) };
      }
      const { caseId, awardId } = readItem("approved", item);
      const award = await awards.find(caseId, awardId);
      if (!award) throw new Fault("itemUnreadable");
      return { awardId, started: await startLines(award, now, ports) };
    },
    queue,
  );

/**
 * Gives each line of an award to its fulfiller, orders codes and tells the household of a list in the same write. A line is
 * given once, however often the stream delivers its award. Returns how many lines were given now.
 */
export const startLines = async (award: Award, now: Date, { lines, schemes }: StartLinesPorts): Promise<number> => {
  const scheme = schemeVersion(await schemes.book(now), award.scheme, award.schemeVersion);
  const isOfRun = award.run !== undefined && award.recipient !== undefined;
  // A caseworker may cancel a line at the same moment.
  return retry<number>(async () => {
    const toStart = (await lines.ofAward(award))
      .filter(({ state, fulfiller }) => state === "approved" && fulfiller === undefined)
      .map((line): Line => (isOfRun ? { ...line, isOfRun } : line));
    const [first] = toStart;
    if (!first) return 0;

    const { message, ...behind } = isOfRun ? await ofList(award, scheme, first, now, lines) : await behindOf(first, lines);
    const moves = toStart.map((line) => started(line, scheme && itemOf(scheme, line.item)?.need, behind, now));
    const orders = moves.flatMap(({ after }) => (after.state === "issued" ? [orderOf(after)] : []));
    const moved = await lines.move(moves, { orders, ...(message && { messages: [message] }) });
    return moved.kind === "moved" ? moves.length : again;
  });
};

type Starting = Behind & { readonly message?: Message };

/** The decision of a case has told its resident. */
const behindOf = async (line: Line, { behind }: StartLinesPorts["lines"]): Promise<Starting> =>
  (await behind([line])).get(line.lineId) ?? {};

const ofList = async (
  award: Award,
  scheme: Scheme | undefined,
  line: Line,
  now: Date,
  { reach, household }: StartLinesPorts["lines"],
): Promise<Starting> => {
  const [reached, claims] = await Promise.all([reach([line]), household(award)]);
  const found = reached.get(line.lineId);
  const message = scheme && found && messageOfRun(award, scheme, found, claims, now);
  return { ...found, ...(message && { message }) };
};

const started = (line: Line, need: Parameters<typeof fulfillerFor>[1], { application, recipient }: Behind, now: Date): LineMove => {
  const fulfiller = fulfillerFor(line, need, (application ?? recipient)?.payTo);
  if (wayOf(fulfiller) !== "provider") return changeLine(line, { fulfiller });
  const order = { lineId: line.lineId, number: 1 };
  return moveLine(
    line,
    ["issue"],
    { at: now.toISOString(), by: system, key: `order:${orderKeyOf(order)}` },
    { change: { fulfiller, orders: 1 } },
  );
};
