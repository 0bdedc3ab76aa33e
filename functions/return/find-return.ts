import { createHash } from "node:crypto";
import { londonDay } from "../../shared/domain/dates.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { CheckFailure } from "../../shared/domain/return/check-failure.ts";
import { checkReturn } from "../../shared/domain/return/check-return.ts";
import type { ComputedReturn } from "../../shared/domain/return/computed-return.ts";
import { layoutOf, type ReturnLayout } from "../../shared/domain/return/layout.ts";
import { documentOf, type PreparedReturn, type ReturnFigures } from "../../shared/domain/return/prepared-return.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAsOf, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Nights } from "../../shared/store/nights.ts";
import type { Returns } from "../../shared/store/returns.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

export type FindReturnPorts = {
  readonly returns: Pick<Returns, "find" | "figures" | "ofScheme">;
  readonly schemes: Pick<Schemes, "book">;
  readonly money: Pick<Money, "envelopes" | "grant">;
  readonly nights: Pick<Nights, "checked">;
};

/** A return under the version of the scheme by which it was counted. */
export type FoundReturn = { readonly prepared: PreparedReturn; readonly scheme: Scheme; readonly layout: ReturnLayout };

/** Its figures, the hash of all that a certificate covers, and what stands in the way of one. */
export type SeenFigures = {
  readonly figures: ReturnFigures;
  readonly computed: ComputedReturn;
  readonly hash: string;
  readonly failures: readonly CheckFailure[];
};

export type Wanted = { readonly scheme: string; readonly returnId: string; readonly now: Date };

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const findReturn = async (
  { scheme: code, returnId, now }: Wanted,
  { returns, schemes }: Pick<FindReturnPorts, "schemes"> & { readonly returns: Pick<Returns, "find"> },
): Promise<FoundReturn | undefined> => {
  const prepared = isCaseId(returnId) ? await returns.find(code, returnId) : undefined;
  if (!prepared) return undefined;
  const scheme = schemeVersion(await schemes.book(now), prepared.scheme, prepared.schemeVersion);
  const layout = scheme && layoutOf(scheme, prepared.code);
  if (!layout) throw new Fault("itemUnreadable");
  return { prepared, scheme, layout };
};

/** Runs every check on what is kept and on the money as it is now. Undefined while the figures are being counted. */
export const seeFigures = async (
  { prepared, scheme, layout }: FoundReturn,
  now: Date,
  { returns, schemes, money, nights }: FindReturnPorts,
): Promise<SeenFigures | undefined> => {
  const { code } = scheme;
  const figures = await returns.figures(code, prepared.returnId);
  if (!figures) return undefined;
  const [all, envelopes, grant, checked, book] = await Promise.all([
    returns.ofScheme(code),
    money.envelopes(code),
    money.grant(code),
    nights.checked(code),
    schemes.book(now),
  ]);
  const computed = JSON.parse(figures.bytes) as ComputedReturn;
  const failures = checkReturn({
    scheme,
    layout,
    window: prepared.window,
    computed,
    typed: prepared.typed,
    found: figures.failures,
    granted: grant.granted,
    envelopes,
    differing: checked?.differing ?? 0,
    newestVersion: schemeAsOf(book, code, londonDay(now))?.version ?? scheme.version,
    others: all.filter(({ returnId }) => returnId !== prepared.returnId),
  });
  return { figures, computed, hash: sha256(documentOf(prepared, figures)), failures };
};
