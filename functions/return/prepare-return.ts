import { createHash } from "node:crypto";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { layoutOf, type ReturnLayout } from "../../shared/domain/return/layout.ts";
import type { PreparedReturn } from "../../shared/domain/return/prepared-return.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Problem } from "../../shared/forms/form.ts";
import type { PrepareReturnRequest } from "../../shared/http/contracts/return-contracts.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Returns } from "../../shared/store/returns.ts";

type ToPrepare = {
  readonly scheme: Scheme;
  readonly request: PrepareReturnRequest;
  readonly by: Principal;
  readonly now: Date;
  /** The sender's own id of the request: sent again, it is the same return. */
  readonly sendingId: string;
};

/** In order of precedence. */
export type PrepareOutcome =
  | { readonly kind: "preparing"; readonly prepared: PreparedReturn }
  | { readonly kind: "notFound" }
  | { readonly kind: "otherReturnUnderThisId" }
  | { readonly kind: "problems"; readonly problems: readonly Problem[] }
  /** A certified return is filed or sent back before another is prepared for its days. */
  | { readonly kind: "certified"; readonly now: PreparedReturn };

export type PrepareReturnPorts = { readonly returns: Pick<Returns, "find" | "newestOf" | "prepare" | "ofScheme"> };

/** An entry is written seconds after the moment that it names, so a return leaves out the newest ones. */
const settleSeconds = 30;

export const asOfAt = (now: Date): string => new Date(now.getTime() - settleSeconds * 1000).toISOString();

const idFrom = ({ scheme, sendingId, by }: ToPrepare): string =>
  caseIdFrom(createHash("sha256").update(`${scheme.code}\nreturn\n${by.id}\n${sendingId}`).digest());

const daysOf = ({ from, to }: PrepareReturnRequest, layout: ReturnLayout) => ({ from: from ?? layout.from, to: to ?? layout.to });

/** Prepares a return for its days in the place of the one before, which is kept. Two at once cannot both take that place. */
export const prepareReturn = (toPrepare: ToPrepare, ports: PrepareReturnPorts): Promise<PrepareOutcome> =>
  retry<PrepareOutcome>(() => prepareOnce(toPrepare, ports));

const prepareOnce = async (toPrepare: ToPrepare, { returns }: PrepareReturnPorts): Promise<PrepareOutcome | typeof again> => {
  const { scheme, request, by, now } = toPrepare;
  const returnId = idFrom(toPrepare);
  const layout = layoutOf(scheme, request.code);
  const earlier = await returns.find(scheme.code, returnId);
  if (earlier) return metEarlier(earlier, request, layout);
  if (!layout) return { kind: "problems", problems: [{ path: ["code"], message: "Select the return" }] };
  const days = daysOf(request, layout);
  if (days.from > days.to) return { kind: "problems", problems: [{ path: ["to"], message: "The last day must be on or after the first" }] };

  const window = { ...days, asOf: asOfAt(now) };
  const period = await returns.newestOf({ scheme: scheme.code, code: request.code, window });
  const before = period && (await returns.find(scheme.code, period.returnId));
  if (before?.state === "certified") return { kind: "certified", now: before };
  const isCorrection = before?.state === "filed";
  if (isCorrection && !request.why)
    return { kind: "problems", problems: [{ path: ["why"], message: "Enter why the filed return is corrected" }] };

  const prepared: PreparedReturn = {
    returnId,
    scheme: scheme.code,
    schemeVersion: scheme.version,
    code: request.code,
    window,
    number: isCorrection ? before.number + 1 : (before?.number ?? 1),
    ...(request.why && { why: request.why }),
    state: "counting",
    version: 1,
    preparedBy: actorOf(by),
    preparedAt: now.toISOString(),
    typed: await typedBefore(layout, before, returns),
    typedBy: [],
  };
  const replaces = before && before.state !== "filed" && before.state !== "replaced" ? before : undefined;
  const kept = await returns.prepare(prepared, { ...(period && { period }), ...(replaces && { replaces }) });
  return kept.kind === "kept" ? { kind: "preparing", prepared } : again;
};

const metEarlier = (earlier: PreparedReturn, request: PrepareReturnRequest, layout: ReturnLayout | undefined): PrepareOutcome => {
  const days = layout && daysOf(request, layout);
  const isSame =
    earlier.code === request.code && earlier.why === request.why && days?.from === earlier.window.from && days.to === earlier.window.to;
  return isSame ? { kind: "preparing", prepared: earlier } : { kind: "otherReturnUnderThisId" };
};

/** Takes the typed fields over from the return before, or from the newest of the scheme: names and contacts seldom change. */
const typedBefore = async (
  layout: ReturnLayout,
  before: PreparedReturn | undefined,
  returns: Pick<Returns, "ofScheme">,
): Promise<PreparedReturn["typed"]> => {
  const { typed = {} } = before ?? (await returns.ofScheme(layout.scheme)).find(({ code }) => code === layout.code) ?? {};
  return Object.fromEntries(
    layout.fields.flatMap(({ table, code }) => {
      const value = typed[`${table}.${code}`];
      return value === undefined ? [] : [[`${table}.${code}`, value]];
    }),
  );
};
