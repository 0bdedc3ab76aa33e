import { beforeEach, expect, test } from "vitest";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import type { Claim } from "../../../shared/domain/household/household.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import type { Table } from "../../../shared/store/items.ts";
import { aDayInCrf, applicationInput, applicationLike, assessor } from "../../examples.ts";
import { helpedBefore } from "../../households.ts";
import { send, signIn } from "../../http.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { applyOn, residentOn, type Typed } from "./resident.ts";

let table: Table;
beforeEach(async () => {
  table = await freshTable();
});

const ann = { name: "Ann Sharer", dateOfBirth: "1980-05-17" } as const;
const flo = { name: "Flo Sharer", dateOfBirth: "1990-11-03" } as const;
type Who = typeof ann | typeof flo;
const asSelf = (who: Who) => ({ ...who, relationship: "self" as const });
const asFlatmate = (who: Who) => ({ ...who, relationship: "otherAdult" as const, shares: "addressOnly" as const });
const asPartner = (who: Who) => ({ ...who, relationship: "partner" as const });
const asOneHousehold = (who: Who) => ({ ...who, relationship: "otherAdult" as const, shares: "money" as const });

const nowhere = { kind: "none", staying: "On a friend's sofa" } as const;
const key = "a key";
let cases = 0;
/** Applies as a program does, and gives the case that came of it. */
const apply = async (changes: Parameters<typeof applicationLike>[0]): Promise<Case> => {
  cases += 1;
  const caseId = `0000-0000-${String(cases).padStart(4, "0")}`;
  const ports = {
    applications: dynamoApplications(table),
    identities: identitiesOn(table),
    schemes: { book: async () => shippedSchemes },
    matchingKey: async () => key,
  };
  const application = applicationLike(changes);
  expect(await submitApplication({ caseId, application, by: resident, now: aDayInCrf }, ports)).toEqual({ kind: "received", caseId });
  const found = (await everythingIn(table)).find((item) => item.itemKind === "case" && item.caseId === caseId);
  return found as unknown as Case;
};

const rulesOf = async (caseId: string) => {
  const [submitted] = (await everythingIn(table)).filter(({ pk, itemKind }) => pk === `CASE#${caseId}` && itemKind === "event");
  const detail = submitted?.detail as { assessment: { results: { rule: string; verdict: string }[] } };
  return Object.fromEntries(detail.assessment.results.map(({ rule, verdict }) => [rule, verdict]));
};

/** A claim of the household on everything that the example application asks for. */
const helped = async (householdId: string) => {
  const claims = applicationInput.wants.needs.map(
    (need): Claim => ({ need, scheme: "CRF", awardId: "A-1", from: "2026-04-01", until: "2027-03-31" }),
  );
  await helpedBefore(table, householdId, claims);
};

test("two people who only share an address are two households, in either order, and help for one is none for the other", async () => {
  const first = await apply({ people: [asSelf(ann), asFlatmate(flo)] });
  await helped(first.householdId);
  const second = await apply({ people: [asSelf(flo), asFlatmate(ann)] });
  expect(second.householdId).not.toBe(first.householdId);
  expect(second.possibleHouseholds).toEqual([]);
  expect(await rulesOf(second.caseId)).toMatchObject({ notAlreadyHelped: "pass" });
});

test.each([
  ["a partner", asPartner],
  ["an adult who shares money", asOneHousehold],
] as const)("%s is of the household, and both are helped as one", async (_, as) => {
  const first = await apply({ people: [asSelf(ann), as(flo)] });
  await helped(first.householdId);
  const second = await apply({ people: [asSelf(flo), as(ann)] });
  expect(second).toMatchObject({ householdId: first.householdId, possibleHouseholds: [] });
  expect(await rulesOf(second.caseId)).toMatchObject({ notAlreadyHelped: "fail" });
});

test.each([
  ["says that they only share the address", [asSelf(flo), asFlatmate(ann)]],
  ["names nobody", [asSelf(flo)]],
])("somebody whom another listed as of their household, and who %s, is refused nothing: a person looks", async (_, people) => {
  const first = await apply({ people: [asSelf(ann), asOneHousehold(flo)] });
  await helped(first.householdId);
  const second = await apply({ people });
  expect(second.householdId).not.toBe(first.householdId);
  expect(second.possibleHouseholds).toEqual([first.householdId]);
  expect(await rulesOf(second.caseId)).toMatchObject({ notAlreadyHelped: "pass" });
  // Their own word stands from now on.
  const third = await apply({ people });
  expect(third.householdId).toBe(second.householdId);
});

test("a couple that part under one roof is looked at by a person", async () => {
  const together = await apply({ people: [asSelf(ann), asPartner(flo)] });
  await apply({ people: [asSelf(flo), asPartner(ann)] });
  const apart = await apply({ people: [asSelf(flo), asFlatmate(ann)] });
  expect(apart.householdId).not.toBe(together.householdId);
  expect(apart.possibleHouseholds).toEqual([together.householdId]);
});

test("nobody joins a household on their own word alone", async () => {
  const first = await apply({ people: [asSelf(ann)] });
  const second = await apply({ people: [asSelf(flo), asOneHousehold(ann)] });
  expect(second.householdId).not.toBe(first.householdId);
  expect(second.possibleHouseholds).toEqual([first.householdId]);
  expect((await apply({ people: [asSelf(ann)] })).householdId).toBe(first.householdId);
});

test("two people without an address are two households, and each finds their own again", async () => {
  const [one, two] = [await apply({ people: [asSelf(ann)], address: nowhere }), await apply({ people: [asSelf(flo)], address: nowhere })];
  expect(one.householdId).not.toBe(two.householdId);
  const again = await apply({ people: [asSelf(ann)], address: { ...nowhere, staying: "In a hostel" } });
  expect(again).toMatchObject({ householdId: one.householdId, possibleHouseholds: [] });
});

test("of two who list one another, sent at once, both are of one household; of two flatmates, each of their own", async () => {
  const couple = await Promise.all([
    apply({ people: [asSelf(ann), asPartner(flo)] }),
    apply({ people: [asSelf(flo), asPartner(ann)] }),
    apply({ people: [asSelf(ann), asPartner(flo)] }),
  ]);
  expect(new Set(couple.map(({ householdId }) => householdId)).size).toBe(1);
  table = await freshTable();
  const flatmates = await Promise.all([
    apply({ people: [asSelf(ann), asFlatmate(flo)] }),
    apply({ people: [asSelf(flo), asFlatmate(ann)] }),
  ]);
  expect(new Set(flatmates.map(({ householdId }) => householdId)).size).toBe(2);
});

const typed = (name: string, relationship: string, more: Typed = {}): Typed => ({
  name,
  "dateOfBirth-day": "1",
  "dateOfBirth-month": "1",
  "dateOfBirth-year": "1990",
  relationship,
  ...more,
});

test("the page asks of everyone of 16 or over who is no partner, and keeps what was typed", async () => {
  const person = residentOn(table);
  await person.post("for-whom", { role: "self" });
  const unsaid = await person.post("people/k0000001", typed("Flo Sharer", "otherAdult"));
  expect(unsaid.isShownAgain).toBe(true);
  expect(unsaid.body).toContain('<a href="#shares">Select whether they share money with you</a>');
  expect(unsaid.body).toContain('value="Flo Sharer"');
  const apartFromPartner = await person.post("people/k0000001", typed("Flo Sharer", "partner", { shares: "addressOnly" }));
  expect(apartFromPartner.body).toContain("A partner is part of the household. If they are no longer a couple");
  expect((await person.post("people/k0000001", typed("Flo Sharer", "partner"))).status).toBe(303);
  expect((await person.post("people/k0000002", typed("Kid Sharer", "child", { "dateOfBirth-year": "2020" }))).status).toBe(303);
  expect((await person.post("people/k0000003", typed("Lee Sharer", "otherAdult", { shares: "addressOnly" }))).status).toBe(303);
  const { body } = await person.get("people");
  expect(body.match(/Only shares the address/g)).toHaveLength(1);
});

test("the answer about a flatmate reaches the application and the check page", async () => {
  const person = residentOn(table);
  await person.fillIn({ "people/k0000001": typed("Flo Sharer", "otherAdult", { shares: "addressOnly" }) });
  expect((await person.get("check")).body).toContain("Flo Sharer (only shares the address)");
  await person.post("check");
  const sent = (await everythingIn(table)).find(({ itemKind }) => itemKind === "application");
  expect(sent?.application).toMatchObject({ people: [{ relationship: "self" }, { shares: "addressOnly" }] });
});

test("a program says what each adult shares, and is told at which person it is missing", async () => {
  const as = await signIn(table, assessor);
  const post = (people: readonly object[], idempotencyKey: string) =>
    send(applyOn(table), "POST /api/applications", {
      json: { ...applicationInput, people },
      as,
      headers: { "idempotency-key": idempotencyKey },
    });
  const { shares: _, ...unasked } = asFlatmate(flo);
  const refused = await post([asSelf(ann), unasked], "key-unasked");
  expect(refused.status).toBe(422);
  expect(refused.json<{ errors: object[] }>().errors).toEqual([
    { pointer: "/people/1/shares", detail: "Select whether they share money with the person who needs help" },
  ]);
  expect((await post([asSelf(ann), { ...asPartner(flo), shares: "addressOnly" }], "key-partner")).status).toBe(422);
  expect(
    (await post([asSelf(ann), asFlatmate(flo), { ...unasked, dateOfBirth: "2020-01-01", relationship: "child" }], "key-said")).status,
  ).toBe(201);
});
