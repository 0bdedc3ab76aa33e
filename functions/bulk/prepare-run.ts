import { createHash } from "node:crypto";
import type { Case } from "../../shared/domain/case/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { caseIdFrom, isCaseId } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { inParts } from "../../shared/domain/run/in-parts.ts";
import { readCohort } from "../../shared/domain/run/read-cohort.ts";
import { checkPass, firstPart, type Run, type RunSource, type RunTerms } from "../../shared/domain/run/run.ts";
import { type MarkedRow, type RowToDecide, sortRows } from "../../shared/domain/run/same-household.ts";
import type { RowOfList } from "../../shared/domain/run/work-out-row.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { rowsInAWrite } from "../../shared/store/run-awards.ts";
import type { RowOfCase, RunRows, Runs } from "../../shared/store/runs.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { rowMarkOf } from "./row-mark.ts";
import { termProblems } from "./term-problems.ts";

export type ToPrepare = {
  readonly terms: RunTerms;
  /** A whole CSV file: as it was uploaded, or its text. */
  readonly list?: Uint8Array | string;
  readonly cases?: readonly string[];
  readonly by: Principal;
  readonly now: Date;
  /** The sender's own id of this sending. */
  readonly sendingId: string;
};

export type PreparePorts = {
  readonly runs: Pick<Runs, "prepare">;
  readonly cases: Pick<Cases, "find">;
  readonly schemes: Pick<Schemes, "book">;
  readonly matchingKey: () => Promise<string>;
};

export type PrepareOutcome =
  | { readonly kind: "prepared"; readonly run: Run }
  | { readonly kind: "noScheme" }
  /** The sending's id has prepared a run of other terms or other rows. */
  | { readonly kind: "otherRunUnderThisId" }
  | { readonly kind: "notAllowed"; readonly problems: ReturnType<typeof termProblems> }
  /** One sentence about the file as a whole. */
  | { readonly kind: "unreadable"; readonly because: string };

/** Some seconds of work for the function that takes a part from its queue. */
const rowsInAPart = 23 * rowsInAWrite;
const casesInAPart = 25;
const mostCases = 200;
/** So many rows with mended letters are kept to be looked at. */
const rowsNamed = 20;

/** Keeps a list or chosen cases as a run, and has it checked. A retry finds the same run, since its id follows from its content. */
export const prepareRun = async (toPrepare: ToPrepare, ports: PreparePorts): Promise<PrepareOutcome> => {
  const { terms, now } = toPrepare;
  const scheme = schemeAt(await ports.schemes.book(now), now);
  if (!scheme) return { kind: "noScheme" };
  const problems = termProblems(terms, scheme);
  if (problems.length > 0) return { kind: "notAllowed", problems };
  const { list } = toPrepare;
  if (list === undefined) return prepareCases(toPrepare, scheme, ports);
  return prepareList(toPrepare, typeof list === "string" ? new TextEncoder().encode(list) : list, scheme, ports);
};

const idOf = ({ by, sendingId, terms }: ToPrepare, content: unknown): string =>
  caseIdFrom(
    createHash("sha256")
      .update(hashOf([by.id, sendingId, terms, content]))
      .digest(),
  );

/** A hash of the sender and their id for the upload. The content does not count. */
const sendingOf = ({ by, sendingId }: ToPrepare): string => hashOf([by.id, sendingId]);

const preparedOr = (run: Run | undefined): PrepareOutcome => (run ? { kind: "prepared", run } : { kind: "otherRunUnderThisId" });

const prepareList = async (
  toPrepare: ToPrepare,
  list: Uint8Array,
  scheme: Scheme,
  { runs, matchingKey }: PreparePorts,
): Promise<PrepareOutcome> => {
  const today = londonDay(toPrepare.now);
  const read = readCohort(list, scheme, today);
  if (read.kind === "refused") return { kind: "unreadable", because: read.because };

  const key = await matchingKey();
  const marked = read.rows.map((row): MarkedRow => ({ ...row, ...(row.who && { mark: rowMarkOf(key, row.who) }) }));
  const runId = idOf(toPrepare, createHash("sha256").update(list).digest("hex"));
  const { toDecide, outcomes } = sortRows(marked);
  const rows = inParts(drawnByLot(toDecide, runId), rowsInAPart).map(
    (some, index): RunRows => ({ runId, part: index + firstPart, list: some }),
  );
  const mended = read.rows.filter(({ isMended }) => isMended).map(({ row }) => row);
  const about = { runId, scheme, from: "list", rows: read.rows.length, parts: rows.length, readAs: read.encoding } as const;
  const run = runOf(toPrepare, {
    ...about,
    ...(mended.length > 0 && { mended: mended.slice(0, rowsNamed) }),
    ...(read.ignored.length > 0 && { ignored: read.ignored }),
  });
  return preparedOr(await runs.prepare(run, rows, outcomes, sendingOf(toPrepare)));
};

/**
 * The order in which rows are decided, which matters where money runs out. It is drawn from the people on the list alone, so
 * the file's order changes nothing and no household comes first on every list.
 */
const drawnByLot = (rows: readonly RowToDecide[], runId: string): readonly RowOfList[] => {
  const sha256 = (text: string) => createHash("sha256").update(text).digest();
  const name = ({ mark }: RowToDecide) => `${mark.personHash} ${mark.addressHash}`;
  const everybody = sha256(rows.map(name).sort().join("\n")).toString("hex");
  return rows
    .map((row) => ({ row, lot: sha256(`${everybody} ${name(row)}`).toString("hex") }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ row }) => ({ ...row, caseId: caseIdFrom(sha256(`${runId} ${name(row)}`)) }));
};

const prepareCases = async (toPrepare: ToPrepare, scheme: Scheme, { runs, cases }: PreparePorts): Promise<PrepareOutcome> => {
  const chosen = [...new Set(toPrepare.cases ?? [])].filter(isCaseId).slice(0, mostCases);
  const found = (await Promise.all(chosen.map((caseId) => cases.find(caseId)))).flatMap((one) => one ?? []);
  if (found.length === 0) return { kind: "unreadable", because: "Choose at least one case." };
  const runId = idOf(toPrepare, chosen.toSorted());
  const rows = inParts(found.sort(urgentThenOldest).map(rowOfCase), casesInAPart).map(
    (some, index): RunRows => ({ runId, part: index + firstPart, cases: some }),
  );
  const run = runOf(toPrepare, { runId, scheme, from: "cases", rows: found.length, parts: rows.length });
  return preparedOr(await runs.prepare(run, rows, [], sendingOf(toPrepare)));
};

const urgentThenOldest = (a: Case, b: Case) => Number(b.urgent) - Number(a.urgent) || (a.submittedAt < b.submittedAt ? -1 : 1);
const rowOfCase = ({ caseId, version, householdId }: Case, index: number): RowOfCase => ({ row: index + 1, caseId, version, householdId });

type About = {
  readonly runId: string;
  readonly scheme: Scheme;
  readonly from: RunSource;
  readonly rows: number;
  readonly parts: number;
} & Pick<Run, "readAs" | "mended" | "ignored">;

const runOf = ({ terms, by, now }: ToPrepare, { scheme, ...about }: About): Run => ({
  ...terms,
  ...about,
  scheme: scheme.code,
  state: about.parts > 0 ? "checking" : "ready",
  version: 1,
  preparedBy: actorOf(by),
  preparedAt: now.toISOString(),
  pass: checkPass,
  passAt: now.toISOString(),
});
