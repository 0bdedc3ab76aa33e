import { beforeEach, expect, test } from "vitest";
import { joinHouseholds } from "../../../functions/decide/join-households.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { commit } from "../../../shared/store/commit.ts";
import { putMatch } from "../../../shared/store/matches.ts";
import { aDayInCrf, approver, awardRequestFor } from "../../examples.ts";
import { possiblyElsewhere } from "../../households.ts";
import { send } from "../../http.ts";
import { textOf } from "../assess/desk.ts";
import { ali, applied, byApi, byPage, type Desk, householdApi, householdOn, openDesk, personIdOf, tom, zoe } from "./desk.ts";

let desk: Desk;
let kept: Case;
let other: Case;

beforeEach(async () => {
  desk = await openDesk();
  kept = await applied(desk, { people: [zoe, ali] });
  other = await applied(desk, { people: [{ ...zoe, name: "Control Zoe" }, tom] });
});

const reason = "Two families with one name.";
const splits = "POST /api/households/{householdId}/joined/{partId}/splits";
const cases = () => dynamoCases(desk.table);
const join = (now = aDayInCrf) =>
  joinHouseholds(
    { keep: kept.householdId, join: other.householdId, by: approver, reason: "The same person.", now },
    { ...desk.ports, cases: cases() },
  );
const awarded = async ({ caseId }: Case): Promise<string> => {
  const head = await cases().find(caseId);
  if (!head) throw new Error("The case is there.");
  const answer = await send(desk.award, "POST /api/cases/{caseId}/awards", {
    ...{ as: desk.asha, path: { caseId }, json: awardRequestFor(head), headers: { "idempotency-key": `award-${caseId}` } },
  });
  if (answer.status !== 201) throw new Error(answer.body);
  return answer.json<{ awardId: string }>().awardId;
};
const path = () => ({ householdId: kept.householdId, partId: other.householdId });

test("a joined household is shown with the people, cases and awards of both, and leads to its split", async () => {
  await join();
  const says = textOf((await householdOn(desk, kept.householdId)).body);
  expect(says).toContain("Tom Control");
  expect(says).toContain("Ali Control");
  expect(says).toContain(`Split household ${other.householdId} off again`);
  const page = await send(desk.household, "GET /households/{householdId}/joined/{partId}", { as: desk.asha, path: path() });
  expect(textOf(page.body)).toContain("Cleo Marsh joined the two on");
  expect(page.body).toContain(other.caseId);
});

test("a split by page gives each household its own again, with an award made meanwhile where a person says", async () => {
  await join();
  const awardId = await awarded(kept);
  const page = await send(desk.household, "GET /households/{householdId}/joined/{partId}", { as: desk.asha, path: path() });
  expect(page.body).toContain(`name="award-${awardId}"`);
  const form = { awards: awardId, [`award-${awardId}`]: other.householdId, reason };
  const answer = await byPage(desk, "POST /households/{householdId}/joined/{partId}/split", path(), form);
  expect([answer.status, answer.headers.location]).toEqual([303, `/households/${kept.householdId}`]);
  expect((await cases().claims(kept.householdId)).claims).toEqual([]);
  expect((await cases().claims(other.householdId)).claims.map((claim) => claim.awardId)).toEqual([awardId]);
  const people = (await householdApi(desk, other.householdId)).json<{ people: { name: string }[] }>().people;
  expect(people.map(({ name }) => name)).toEqual(["Control Zoe", "Tom Control"]);
  expect(textOf((await householdOn(desk, kept.householdId)).body)).toContain(reason);
});

test("a split by API is made once, and sent again it says that they are two", async () => {
  await join();
  const answer = await byApi(desk, splits, path(), { awards: {}, reason });
  expect([answer.status, answer.json()]).toEqual([201, { householdId: kept.householdId, splitOff: other.householdId }]);
  const again = await byApi(desk, splits, path(), { awards: {}, reason });
  expect([again.status, again.body.includes("They are two households by now")]).toEqual([409, true]);
  const form = await byPage(desk, "POST /households/{householdId}/joined/{partId}/split", path(), { reason });
  expect([form.status, form.headers.location]).toEqual([303, `/households/${kept.householdId}`]);
});

test("an award from before the join stays where it is, and a household that is neither of the two is refused", async () => {
  const earlier = await awarded(kept);
  await join(new Date(aDayInCrf.getTime() + 60_000));
  const before = await byApi(desk, splits, path(), { awards: { [earlier]: other.householdId }, reason });
  expect([before.status, before.body.includes("made before the two were joined")]).toEqual([422, true]);
  const neither = await byApi(desk, splits, path(), { awards: { [earlier]: "H-0000" }, reason });
  expect([neither.status, neither.body.includes("Select one of the two households")]).toEqual([422, true]);
  const typed = { awards: earlier, [`award-${earlier}`]: "H-0000", reason };
  const form = await byPage(desk, "POST /households/{householdId}/joined/{partId}/split", path(), typed);
  expect(form.isShownAgain).toBe(true);
  expect(form.body).toContain(reason);
  expect((await cases().claims(other.householdId)).householdId).toBe(kept.householdId);
  expect((await byApi(desk, splits, path(), { awards: {}, reason: " " })).status).toBe(422);
});

test("an auditor splits nothing, and whoever has declared an interest neither", async () => {
  await join();
  expect((await byApi(desk, splits, path(), { awards: {}, reason }, desk.auditor)).status).toBe(403);
  await send(desk.assess, "POST /api/cases/{caseId}/interests", {
    ...{ as: desk.ben, path: { caseId: other.caseId }, json: {}, headers: { "idempotency-key": "declare-it-now" } },
  });
  expect((await byApi(desk, splits, path(), { awards: {}, reason }, desk.ben)).status).toBe(403);
  const page = await send(desk.household, "GET /households/{householdId}/joined/{partId}", { as: desk.ben, path: path() });
  expect([page.status, page.body.includes("The same person")]).toEqual([403, false]);
});

test("the flag of a case goes when a correction takes its cause away, and stays while it does not", async () => {
  const twin = { ...tom, name: "Xavier Quill", relationship: "self" as const };
  const apart = await applied(desk, { people: [twin], address: { kind: "settled", line1: "7 New Road", postcode: "CV1 2AD" } });
  const address = { kind: "settled" as const, line1: "9 Other Road", postcode: "CV1 2AE" };
  const contact = { ways: ["text" as const], phone: "07700 900333" };
  const second = await applied(desk, { people: [{ ...twin }], address, contact });
  await possiblyElsewhere(desk.table, second.caseId, apart.householdId);
  const match = {
    caseId: second.caseId,
    householdId: second.householdId,
    candidateId: apart.householdId,
    version: 1,
    applicantName: "Xavier Quill",
    urgent: false,
    score: { points: 80, parts: [] },
    state: "open" as const,
    since: aDayInCrf.toISOString(),
  };
  await commit(desk.table, { match: putMatch(desk.table, match) });
  const personId = await personIdOf(desk, second.householdId, "Xavier Quill");
  const correct = "POST /api/households/{householdId}/people/{personId}/corrections";
  const of = { householdId: second.householdId, personId };
  const still = { seen: { version: 1 }, name: "Xavier Quill", otherNames: ["Xav"], dateOfBirth: tom.dateOfBirth, reason };
  expect((await byApi(desk, correct, of, still)).status).toBe(201);
  expect((await cases().find(second.caseId))?.possibleHouseholds).toEqual([apart.householdId]);
  const another = { seen: { version: 2 }, name: "Marta Okonkwo", dateOfBirth: "1971-11-30", reason };
  expect((await byApi(desk, correct, of, another)).status).toBe(201);
  expect((await cases().find(second.caseId))?.possibleHouseholds).toEqual([]);
  expect(await desk.ports.matches.find(second.caseId, apart.householdId)).toMatchObject({ state: "gone" });
});

test("whoever splits two has found them to be two, so that nobody is asked again, not even after the next change", async () => {
  await join();
  expect((await byApi(desk, splits, path(), { awards: {}, reason })).status).toBe(201);
  const born = { seen: { version: 3 }, how: "born", name: "Noor Control", dateOfBirth: "2026-11-10", relationship: "child", reason };
  const answer = await byApi(desk, "POST /api/households/{householdId}/people", { householdId: kept.householdId }, born);
  expect(answer.status).toBe(201);
  for (const { caseId } of [kept, other]) expect((await cases().find(caseId))?.possibleHouseholds).toEqual([]);
});
