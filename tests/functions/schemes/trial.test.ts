import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, expect, test } from "vitest";
import { createSchemes } from "../../../functions/schemes/schemes.ts";
import { createTryScheme } from "../../../functions/schemes/try-scheme.ts";
import type { Match, MatchState } from "../../../shared/domain/identity/match.ts";
import type { Nearest } from "../../../shared/domain/identity/nearest.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { commit } from "../../../shared/store/commit.ts";
import { dynamoDecidedCases } from "../../../shared/store/decided-cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { findItem, isKind, type Table, writeItem } from "../../../shared/store/items.ts";
import { eventKey, trialPartition } from "../../../shared/store/keys.ts";
import { putMatch } from "../../../shared/store/matches.ts";
import { dynamoSchemeDrafts, type SchemeDraft } from "../../../shared/store/scheme-drafts.ts";
import { dynamoSchemeTrials, type SchemeTrials } from "../../../shared/store/scheme-trials.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { queryAll } from "../../../shared/store/slices.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { generateCases } from "../../generator/cases.ts";
import { storeCases } from "../../generator/store.ts";
import { origin, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertOf, queueOn } from "../../stream.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
const manager: Principal = { id: "scheme-manager", name: "Mina Ford", roles: ["schemeManager"] };
const finance: Principal = { id: "finance", name: "Dev Shah", roles: ["finance"] };
const cases = generateCases({ cases: 40, from: "2026-06-01", to: "2026-11-15" });
const casesInAPart = 20;

const draftLike = (draftId: string, scheme: Scheme = crf): SchemeDraft => ({
  draftId,
  version: 1,
  document: JSON.stringify({ ...scheme, version: 2, about: { ...scheme.about, startsOn: "2026-12-01" } }),
  startedFrom: "hash",
  base: { scheme: "CRF", version: 1 },
  startedBy: manager,
  editors: [manager],
  changedAt: aDayInCrf.toISOString(),
  changedBy: manager,
});
/** A limit so low that nearly everybody is above it. */
const strict: Scheme = {
  ...crf,
  rules: crf.rules.map((setting) =>
    setting.rule === "incomeWithinLimit" ? { ...setting, parameters: { ...setting.parameters, yearlyMax: 5_000_00 } } : setting,
  ),
};

let table: Table;
let schemes: ReturnType<typeof createSchemes>;
let trials: SchemeTrials;
const signedIn: { [name: string]: SignedIn } = {};

beforeAll(async () => {
  table = await freshTable();
  trials = dynamoSchemeTrials(table);
  schemes = createSchemes({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(manager, finance, assessor),
    schemes: dynamoSchemes(table),
    directories: dynamoDirectories(table),
    drafts: dynamoSchemeDrafts(table),
    trials,
  });
  for (const one of [manager, finance]) signedIn[one.id] = await signIn(table, one);
  await storeCases(table, cases);
});

const startDraft = (draftId: string, scheme?: Scheme) => dynamoSchemeDrafts(table).start(draftLike(draftId, scheme));
const page = (draftId: string, as = manager) =>
  send(schemes, "GET /scheme-drafts/{draftId}/trial", { path: { draftId }, as: signedIn[as.id] });
const press = (draftId: string, as = manager) =>
  send(schemes, "POST /scheme-drafts/{draftId}/trial", { path: { draftId }, form: {}, as: signedIn[as.id] });

/** Works out so many parts of a draft's newest trial, as the stream brings them. */
const workOut = async (draftId: string, parts: number): Promise<void> => {
  const decidedCases = dynamoDecidedCases(table, casesInAPart);
  const consumer = createTryScheme({ trials, schemes: dynamoSchemes(table), decidedCases, queue: queueOn(table) });
  for (let part = 0; part < parts; part += 1) {
    const { trial } = (await trials.latestOf(draftId)) ?? {};
    const asked = (await queryAll(table, trialPartition(trial?.trialId ?? ""))).filter((item) => isKind("trialPart", item));
    const next = asked[part];
    if (!next) return;
    expect(await deliverTo(consumer, [insertOf(next, String(part + 1))])).toEqual([]);
  }
};

test("the page says that nobody has tried a draft, and only its managers are offered a trial", async () => {
  await startDraft("NEWW-NEWW-NEWW");
  const seen = await page("NEWW-NEWW-NEWW");
  expect(seen.status).toBe(200);
  expect(seen.body).toContain("Nobody has tried this draft yet.");
  expect(seen.body).toContain("Try it on last year’s cases");
  const read = await page("NEWW-NEWW-NEWW", finance);
  expect(read.status).toBe(200);
  expect(read.body).not.toContain("Try it on last year’s cases");
  expect((await press("NEWW-NEWW-NEWW", finance)).status).toBe(403);
  expect((await page("ZZZZ-ZZZZ-ZZZZ")).status).toBe(404);
  expect((await press("ZZZZ-ZZZZ-ZZZZ")).status).toBe(404);
});

test("a trial shows how far it is, and at its end who, why and what it costs, without naming anybody", async () => {
  const draftId = "STRC-STRC-STRC";
  await startDraft(draftId, strict);
  expect(await press(draftId)).toMatchObject({ status: 303, headers: { location: `/scheme-drafts/${draftId}/trial` } });
  expect((await page(draftId)).body).toContain("The trial has begun.");

  await workOut(draftId, 1);
  const halfway = (await page(draftId)).body;
  expect(halfway).toMatch(/\d+ cases tried so far in 1 part, up to those decided on \d+ \w+ 2026/);
  expect(halfway).toContain("See how far it is");
  expect(halfway).not.toContain("What it would cost");

  await workOut(draftId, 9);
  const { body } = await page(draftId, finance);
  expect(body).toContain(`${cases.length} cases, decided from 20 November 2025 to 20 November 2026`);
  expect(body).toContain("compared with Crisis and Resilience Fund, version 1");
  expect(body).toMatch(/Would now be refused[\s\S]*?council-figure">[1-9]/);
  expect(body).toContain("The household’s income over a year is not above the limit");
  expect(body).toContain("Crisis payments");
  expect(body).toMatch(/−£[\d,]+\.\d\d/);
  for (const { caseId, application } of cases) {
    expect(body).not.toContain(caseId);
    expect(body).not.toContain(application.people[0]?.name);
  }
});

/** The points of the first cases, in the order of the set. Every other case was like no household. */
const nearestOfFirst: readonly (Nearest | undefined)[] = [
  { points: 130, joinable: 130 },
  { points: 95, joinable: 95 },
  { points: 140 },
  { points: 120, joinable: 120, rival: 92 },
  { points: 69, joinable: 69 },
  { points: 75, joinable: 75 },
  undefined,
];
const settledOfFirst: readonly (readonly [index: number, state: MatchState, points: number, isGuarded?: true])[] = [
  [1, "same", 95],
  [2, "different", 140, true],
  [4, "same", 69],
  [4, "left", 68],
  [5, "separate", 75],
  [5, "open", 150],
];

const keepScores = async () => {
  for (const [index, { caseId }] of cases.entries()) {
    const event = await findItem(table, "event", eventKey(caseId, 1));
    if (event?.detail.kind !== "submitted") throw new Error("The first event of a case is its submission.");
    const { nearest: _nearest, ...detail } = event.detail;
    const nearest = index < nearestOfFirst.length ? nearestOfFirst[index] : { points: 0 };
    const Item = writeItem("event", eventKey(caseId, 1), { ...event, detail: { ...detail, ...(nearest && { nearest }) } });
    await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  }
  const matches = settledOfFirst.map(([index, state, points, isGuarded], candidate): Match => {
    const { caseId = "" } = cases[index] ?? {};
    const guard = { part: "ninoDiffers", points: -30, says: "Different National Insurance numbers", isGuard: true } as const;
    return {
      caseId,
      householdId: `H-${caseId}`,
      candidateId: `H-candidate-${candidate}`,
      version: 1,
      applicantName: "Robin Example",
      urgent: false,
      score: { points, parts: isGuarded ? [guard] : [] },
      state,
      since: aDayInCrf.toISOString(),
    };
  });
  expect((await commit(table, { matches: matches.map((match) => putMatch(table, match)) })).kind).toBe("committed");
};

test("other points for a match are tried on the scores that cases kept and on the matches that people settled", async () => {
  await keepScores();
  const draftId = "PNTS-PNTS-PNTS";
  await startDraft(draftId, { ...crf, matching: { ...crf.matching, certain: 90, possible: 70 } });
  await press(draftId);
  await workOut(draftId, 9);

  const done = await send(schemes, "GET /api/scheme-drafts/{draftId}/trial", { path: { draftId }, as: signedIn[finance.id] });
  expect(contracts["GET /api/scheme-drafts/{draftId}/trial"].reply.safeParse(done.json())).toMatchObject({ success: true });
  expect(done.json<{ matching: unknown }>().matching).toEqual({
    applications: {
      inForce: { certain: 2, possible: 4, none: 33, notKept: 1 },
      draft: { certain: 2, possible: 3, none: 34, notKept: 1 },
    },
    settled: {
      same: { inForce: { possible: 2 }, draft: { certain: 1, none: 1 } },
      different: { inForce: { possible: 1 }, draft: { possible: 1 } },
      separate: { inForce: { possible: 1 }, draft: { possible: 1 } },
      left: { inForce: { possible: 1 }, draft: { none: 1 } },
    },
  });

  const { body } = await page(draftId, finance);
  const rowsUnder = (caption: string) => {
    const [table = ""] = body.slice(body.indexOf(`>${caption}</caption>`)).split("</table>");
    return [...table.matchAll(/<th scope="row"[^>]*>([^<]*)<\/th>|council-figure">([^<]*)</g)].map(([, label, figure]) => label ?? figure);
  };
  expect(body).toContain(
    "In force: joined from 100 points, put before a person from 68. Draft: joined from 90 points, put before a person from 70.",
  );
  expect(rowsUnder("Applications")).toEqual([
    ...["Joined a household without a person", "2", "2", "0"],
    ...["Put before a person", "4", "3", "−1"],
    ...["A new household, without a look", "33", "34", "+1"],
    ...["Not known: applied before scores were kept", "1", "1", "0"],
  ]);
  expect(rowsUnder("People found: the same household")).toEqual([
    ...["Joined a household without a person", "0", "1", "+1"],
    ...["Put before a person", "2", "0", "−2"],
    ...["A new household, without a look", "0", "1", "+1"],
  ]);
  expect(body).toContain("People found: people who had left the other household");
  expect(body).not.toContain("Robin Example");
});

test("a trial of a draft that was changed since says so", async () => {
  const draftId = "CHNG-CHNG-CHNG";
  await startDraft(draftId);
  await press(draftId);
  await workOut(draftId, 9);
  expect((await page(draftId)).body).not.toContain("has been changed since");
  await dynamoSchemeDrafts(table).replace({ ...draftLike(draftId, strict), version: 2 });
  expect((await page(draftId)).body).toContain("The draft has been changed since this trial.");
});

test("a program starts a trial once, asks how far it is, and gets the figures", async () => {
  const draftId = "APPP-APPP-APPP";
  await startDraft(draftId, strict);
  const start = () =>
    send(schemes, "POST /api/scheme-drafts/{draftId}/trials", {
      path: { draftId },
      json: {},
      headers: { "idempotency-key": "first-trial" },
      as: signedIn[manager.id],
    });
  const ask = (id = draftId) =>
    send(schemes, "GET /api/scheme-drafts/{draftId}/trial", { path: { draftId: id }, as: signedIn[finance.id] });

  expect((await ask()).status).toBe(404);
  const started = await start();
  expect(started.status).toBe(202);
  expect(started.json()).toMatchObject({ draftId, draftVersion: 1, isDone: false, cases: 0, inForce: { scheme: "CRF", version: 1 } });
  expect((await start()).json<{ trialId: string }>().trialId).toBe(started.json<{ trialId: string }>().trialId);

  await workOut(draftId, 9);
  const done = await ask();
  expect(contracts["GET /api/scheme-drafts/{draftId}/trial"].reply.safeParse(done.json())).toMatchObject({ success: true });
  expect(done.json()).toMatchObject({ isDone: true, isOfThisDraft: true, cases: cases.length, upTo: aDayInCrf.toISOString() });
  expect((await ask("ZZZZ-ZZZZ-ZZZZ")).status).toBe(404);
});
