import { type Message, nextSafeWay, type SafeWay, safeWaysOf } from "../../shared/domain/case/message.ts";
import { isGone, notKnown } from "../../shared/domain/household/standing-contact.ts";
import { partsOfMessageId } from "../../shared/domain/ids.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { contactDestination, type Destinations } from "../../shared/store/destinations.ts";
import type { Lines } from "../../shared/store/lines.ts";
import { codeWaysFor } from "../line/code-message.ts";
import { findLine } from "../line/find-line.ts";

type OtherWayPorts = {
  readonly cases: Pick<Cases, "find" | "toDecide">;
  readonly lines: Pick<Lines, "find" | "reach">;
  readonly destinations: Pick<Destinations, "note">;
  readonly matchingKey: () => Promise<string>;
};

/** The next way that the household calls safe, by what it says of safe contact today. */
export const findOtherWay =
  (ports: OtherWayPorts) =>
  async (message: Message): Promise<SafeWay | undefined> => {
    const parts = partsOfMessageId(message.messageId);
    if (!parts) return undefined;
    return parts.lineId ? forCode(message, parts.lineId, ports) : nextSafeWay(message, await safeWaysOfCase(parts.caseId, ports));
  };

/** A code may be taken back while its message waits. */
export const findWhetherStillSo =
  ({ lines }: Pick<OtherWayPorts, "lines">) =>
  async (message: Message): Promise<boolean> => {
    const { lineId } = partsOfMessageId(message.messageId) ?? {};
    const line = lineId && (await findLine(lineId, lines))?.line;
    return !lineId || (line ? hasCodeOf(message, line) : false);
  };

/** Somebody may leave the household while a message to the phone waits that only they gave. */
export const findWhetherGone =
  ({
    cases,
    lines,
  }: {
    readonly cases: Pick<Cases, "find" | "claims" | "standingContact">;
    readonly lines: Pick<Lines, "find" | "reach">;
  }) =>
  async ({ messageId, to }: Message): Promise<boolean> => {
    const { caseId, lineId } = partsOfMessageId(messageId) ?? {};
    const line = lineId && (await findLine(lineId, lines))?.line;
    if (line) return isGone(to, (await lines.reach([line])).get(line.lineId)?.standing ?? notKnown);
    const head = caseId && (await cases.find(caseId));
    return head ? isGone(to, await cases.standingContact(await cases.claims(head.householdId))) : false;
  };

const hasCodeOf = ({ blanks }: Message, { state, provided }: Line): boolean => state === "delivered" && provided?.code === blanks.code;

const safeWaysOfCase = async (caseId: string, { cases }: OtherWayPorts): Promise<readonly SafeWay[]> => {
  const head = await cases.find(caseId);
  const seen = head && (await cases.toDecide(caseId, head.householdId));
  return seen ? safeWaysOf(seen.contact) : [];
};

/** A code is as good as money: where another household has the same phone or email too, a person gives it out. */
const forCode = async (
  message: Message,
  lineId: string,
  { lines, destinations, matchingKey }: OtherWayPorts,
): Promise<SafeWay | undefined> => {
  const line = (await findLine(lineId, lines))?.line;
  if (!line || !hasCodeOf(message, line)) return undefined;
  const reached = (await lines.reach([line])).get(line.lineId);
  const way = reached && nextSafeWay(message, codeWaysFor(line, reached));
  if (!way) return undefined;
  const { households } = await destinations.note(contactDestination(await matchingKey(), way), line);
  return households.length === 0 ? way : undefined;
};
