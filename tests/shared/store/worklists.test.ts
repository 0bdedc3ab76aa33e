import { expect, test } from "vitest";
import { londonDay } from "../../../shared/domain/dates.ts";
import type { Match } from "../../../shared/domain/identity/match.ts";
import type { Referral } from "../../../shared/domain/referral/referral.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { putNew, writeItem } from "../../../shared/store/items.ts";
import { referralKey } from "../../../shared/store/keys.ts";
import { dynamoMatches, moveMatch, putMatch } from "../../../shared/store/matches.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { isBadCursor } from "../../../shared/store/slices.ts";
import { aDayInCrf, applicationLike, assessor, submitExample, takenExample } from "../../examples.ts";
import { freshTable } from "../../setup/table.ts";

const urgentApplication = applicationLike({ circumstances: { trigger: "suddenExpense", story: "No gas.", without: ["heatingOrPower"] } });

test("the case list gives urgent cases first, then the oldest, slice after slice without a gap or a repeat", async () => {
  const table = await freshTable();
  const cases = dynamoCases(table);
  const calm = await Promise.all([3, 1, 2].map((day) => submitExample(table, { at: new Date(`2026-11-0${day}T10:00:00Z`) })));
  const urgent = await Promise.all(
    [5, 4].map((day) => submitExample(table, { at: new Date(`2026-11-0${day}T10:00:00Z`), application: urgentApplication })),
  );

  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await cases.list("waiting", { limit: 2, ...(after && { after }) });
    if (isBadCursor(page)) throw new Error("A cursor of our own was refused.");
    seen.push(...page.items.map(({ caseId }) => caseId));
    after = page.next;
  } while (after);

  expect(seen).toEqual([urgent[1], urgent[0], calm[1], calm[2], calm[0]].map((expected) => expected?.caseId));
});

test("a cursor that is not ours opens nothing", async () => {
  const table = await freshTable();
  const cases = dynamoCases(table);
  for (const after of ["", "nonsense", Buffer.from("[]").toString("base64url"), Buffer.from('{"pk":{"N":"1"}}').toString("base64url")]) {
    expect(await cases.list("waiting", { after, limit: 5 })).toEqual({ kind: "badCursor" });
  }
});

const referral: Referral = {
  referralId: "0000-0000-0000-R1.1",
  caseId: "0000-0000-0000",
  service: "earlyHelp",
  reasons: ["debt"],
  asks: "Help with debt.",
  urgent: false,
  person: { name: "Robin Example" },
  contact: { ways: ["text"], phone: "07700 900982" },
  consent: { agreed: true, at: "2026-11-20T10:00:00.000Z" },
  requestedAt: "2026-11-20T10:00:00.000Z",
  requestedBy: { id: assessor.id, name: assessor.name },
  answerDue: "2026-11-25",
  state: "requested",
  steps: [],
  version: 1,
};

const withReferral = async () => {
  const table = await freshTable();
  await commit(table, { referral: putNew(table, writeItem("referral", referralKey(referral.caseId, referral.referralId), referral)) });
  return dynamoReferrals(table);
};

test("a referral is in its service's list once, from its first delivery on", async () => {
  const referrals = await withReferral();
  expect(await referrals.ofService("earlyHelp", { limit: 10 })).toEqual({ items: [] });

  expect(await referrals.deliver(referral, "2026-11-20T10:01:00.000Z")).toEqual({ kind: "delivered" });
  expect(await referrals.deliver(referral, "2026-11-20T11:00:00.000Z")).toEqual({ kind: "alreadyDelivered" });

  expect(await referrals.ofService("earlyHelp", { limit: 10 })).toEqual({
    items: [{ ...referral, deliveredAt: "2026-11-20T10:01:00.000Z" }],
  });
  expect(await referrals.ofService("welfareRights", { limit: 10 })).toEqual({ items: [] });
});

test("a referral withdrawn before it was delivered never reaches the service", async () => {
  const referrals = await withReferral();
  await referrals.move(referral, { state: "cancelled", at: "2026-11-20T10:01:00.000Z", by: assessor });
  await referrals.deliver(referral, "2026-11-20T10:02:00.000Z");
  expect(await referrals.ofService("earlyHelp", { limit: 10 })).toEqual({ items: [] });
});

test("of two answers to one referral, the second is given the result of the first", async () => {
  const referrals = await withReferral();
  await referrals.deliver(referral, "2026-11-20T10:01:00.000Z");
  const delivered = await referrals.find(referral.caseId, referral.referralId);
  if (!delivered) throw new Error("The referral is not there.");
  expect(await referrals.move(delivered, { state: "accepted", at: "2026-11-20T10:02:00.000Z", by: assessor })).toEqual({ kind: "moved" });
  expect(await referrals.move(delivered, { state: "rejected", at: "2026-11-20T10:02:01.000Z", by: assessor })).toMatchObject({
    kind: "stale",
    now: { state: "accepted", version: 2 },
  });
});

test("decided cases stand by their decision, the newest first, whenever they were submitted", async () => {
  const table = await freshTable();
  const cases = dynamoCases(table);
  const refuse = async (submittedAt: string, decidedAt: string) => {
    const waiting = await submitExample(table, { at: new Date(submittedAt) });
    const because = { kind: "closed", reason: "withdrawn", says: "The resident withdrew the application." } as const;
    const decision = { decisionId: waiting.caseId, contentHash: "", scheme: "CRF", ...because } as const;
    const facts = { today: londonDay(aDayInCrf), needs: [], claims: { claims: [], spent: {} }, evidence: [], checks: [] };
    const assessment = { scheme: "CRF", schemeVersion: 1, facts, results: [] } as const;
    const step = { kind: "refuse", decision, reason: "No longer needed.", signposts: [], assessment } as const;
    await cases.change({ taken: takenExample(waiting, step, assessor, decidedAt) });
    return waiting.caseId;
  };
  const first = await refuse("2026-11-03T10:00:00Z", "2026-11-04T10:00:00.000Z");
  const third = await refuse("2026-11-01T10:00:00Z", "2026-11-06T10:00:00.000Z");
  const second = await refuse("2026-11-02T10:00:00Z", "2026-11-05T10:00:00.000Z");

  const page = await cases.list("refused", { limit: 10 });
  if (isBadCursor(page)) throw new Error("No cursor was sent.");
  expect(page.items.map(({ caseId }) => caseId)).toEqual([third, second, first]);
});

const match: Match = {
  caseId: "0000-0000-0000",
  householdId: "H-0000-0000-0000",
  candidateId: "H-2",
  version: 1,
  applicantName: "Robin Example",
  urgent: false,
  score: { points: 7, parts: [{ part: "nameBirth", points: 7, says: "Same name and date of birth." }] },
  state: "open",
  since: "2026-11-20T10:00:00.000Z",
};

test("matches to compare stand urgent first, then the longest open, and a settled one leaves the list once", async () => {
  const table = await freshTable();
  const matches = dynamoMatches(table);
  const later = { ...match, caseId: "0000-0000-0001", since: "2026-11-21T10:00:00.000Z" };
  const urgent = { ...match, caseId: "0000-0000-0002", since: "2026-11-22T10:00:00.000Z", urgent: true };
  await commit(table, { matches: [later, urgent, match].map((one) => putMatch(table, one)) });
  const open = async () => {
    const slice = await matches.open({ limit: 10 });
    return isBadCursor(slice) ? [] : slice.items;
  };
  expect(await open()).toEqual([urgent, match, later]);

  const settled: Match = { ...match, version: 2, state: "same", settled: { by: assessor, at: match.since, reason: "One family." } };
  expect((await commit(table, { match: moveMatch(table, settled) })).kind).toBe("committed");
  expect((await commit(table, { match: moveMatch(table, { ...settled, state: "different" }) })).kind).toBe("refused");
  expect(await open()).toEqual([urgent, later]);
  expect(await matches.ofCase(match.caseId)).toEqual([await matches.find(match.caseId, match.candidateId)]);
  expect((await matches.ofCase(match.caseId))[0]?.state).toBe("same");
});
