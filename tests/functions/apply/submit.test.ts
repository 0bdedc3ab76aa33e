import { beforeEach, expect, test } from "vitest";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import { withTimeLeft } from "../../../shared/deadline.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import type { Claim } from "../../../shared/domain/household/household.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { type Assessment, assessApplication } from "../../../shared/domain/rules/eligibility.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { type Applications, dynamoApplications } from "../../../shared/store/applications.ts";
import { eventAfter } from "../../../shared/store/case-writes.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMatches } from "../../../shared/store/matches.ts";
import { callsOf } from "../../calls.ts";
import { aDayInCrf, applicationLike } from "../../examples.ts";
import { helpedBefore } from "../../households.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { residentOn, type Typed } from "./resident.ts";

let table: Table;
beforeEach(async () => {
  table = await freshTable();
});

const casesIn = async () => (await everythingIn(table)).filter(({ itemKind }) => itemKind === "case") as unknown as Case[];
const adult = (name: string): Typed => ({
  name,
  "dateOfBirth-day": "9",
  "dateOfBirth-month": "3",
  "dateOfBirth-year": "1984",
});
const asPartner = (name: string): Typed => ({ ...adult(name), relationship: "partner" });

test("an application sent twice, at once and again, is one application", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  const formToken = /name="formToken" value="([^"]+)"/.exec((await resident.get("check")).body)?.[1] ?? "";
  const presses = await Promise.all(Array.from({ length: 4 }, () => resident.postBare("check", { form: { formToken } })));
  expect(presses.map(({ headers }) => headers.location)).toEqual(Array(4).fill("/apply/received"));
  await resident.postBare("check", { form: { formToken } });
  expect(await casesIn()).toHaveLength(1);
});

test("once sent, every page of the form leads to the reference, and the draft keeps no answers", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  await resident.post("check");
  for (const page of ["for-whom", "people", "people/k0000001", "savings", "check", "stop"])
    expect((await resident.get(page)).headers.location).toBe("/apply/received");
  expect((await resident.postBare("savings", { form: { savings: "1" } })).headers.location).toBe("/apply/received");
  const draft = (await everythingIn(table)).find(({ itemKind }) => itemKind === "draft");
  expect(draft).not.toHaveProperty("answers");
  expect((await resident.get("received")).status).toBe(200);

  await resident.post("received");
  expect(resident.cookie()).toBeUndefined();
  expect((await resident.get("for-whom")).status).toBe(200);
});

test("two adults of one household who apply at the same time are one household", async () => {
  const [robin, kim] = [residentOn(table), residentOn(table)];
  await robin.fillIn({ "about-you": adult("Robin Example"), "people/k0000001": asPartner("Kim Example") });
  await kim.fillIn({ "about-you": adult("Kim EXAMPLE"), "people/k0000001": asPartner("Róbin Example") });
  await Promise.all([robin.post("check"), kim.post("check")]);
  const [first, second] = await casesIn();
  expect(second?.householdId).toBe(first?.householdId);
  expect(first?.caseId).not.toBe(second?.caseId);
});

test("an adult who is known at another address is shown to the assessor, and the resident is told nothing", async () => {
  const [before, after] = [residentOn(table), residentOn(table)];
  await before.fillIn();
  await before.post("check");
  const [earlier] = await casesIn();
  await after.fillIn({
    address: { line1: "99 Other Road", line2: "", town: "", postcode: "CV6 5AA" },
    contact: { ways: ["letter"], phone: "", email: "", safety: "" },
    "people/k0000001": { ...adult("Alex Example"), "dateOfBirth-year": "2015", relationship: "child" },
  });
  await after.post("check");
  const later = (await casesIn()).find(({ caseId }) => caseId !== earlier?.caseId);
  expect(later?.householdId).not.toBe(earlier?.householdId);
  expect(later?.possibleHouseholds).toEqual([earlier?.householdId]);
  const [match] = await dynamoMatches(table).ofCase(later?.caseId ?? "");
  expect(match).toMatchObject({ candidateId: earlier?.householdId, applicantName: "Robin Example", state: "open" });
  expect(match?.score.parts.map(({ part }) => part)).toEqual(["sameName", "sameBirth"]);
  const { body } = await after.get("received");
  expect(body).not.toContain(earlier?.caseId);
  expect(body).not.toContain(earlier?.householdId);
});

test("two adults who are known here as two households join neither by themselves: a person compares both", async () => {
  const [robin, kim, both] = [residentOn(table), residentOn(table), residentOn(table)];
  await robin.fillIn({ "about-you": adult("Robin Example") });
  await robin.post("check");
  const [first] = await casesIn();
  await kim.fillIn({ "about-you": adult("Kim Example") });
  await kim.post("check");
  const second = (await casesIn()).find(({ caseId }) => caseId !== first?.caseId);
  expect(second?.householdId).not.toBe(first?.householdId);

  await both.fillIn({ "about-you": adult("Robin Example"), "people/k0000001": asPartner("Kim Example") });
  expect((await both.post("check")).headers.location).toBe("/apply/received");
  const third = (await casesIn()).find(({ caseId }) => caseId !== first?.caseId && caseId !== second?.caseId);
  expect(third?.householdId).toBe(`H-${third?.caseId}`);
  expect(third?.possibleHouseholds.toSorted()).toEqual([first?.householdId, second?.householdId].toSorted());
});

test("no name, date of birth or address stands in the record by which people are found again", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  await resident.post("check");
  const kept = (await everythingIn(table)).filter(({ itemKind }) => itemKind === "matchKey" || itemKind === "householdIdentity");
  const marks = JSON.stringify(kept.map((item) => ({ ...item, households: [...((item.households as Set<string>) ?? [])] })));
  expect(marks).toMatch(/MATCH#[0-9a-f]{64}/);
  for (const personal of ["Robin", "Example", "1984", "Sample", "CV1"]) expect(marks).not.toContain(personal);
});

test("a resident who wrote how to make contact safely gets no automatic message", async () => {
  const resident = residentOn(table);
  await resident.fillIn({ contact: { ways: ["text"], phone: "07700 900982", email: "", safety: "My partner must not know" } });
  await resident.post("check");
  expect((await everythingIn(table)).filter(({ itemKind }) => itemKind === "message")).toEqual([]);
});

test("an application whose household others keep changing is a fault once the time is up, and is not received", async () => {
  let looks = 0;
  const applications: Applications = {
    noteFiled: async () => 1,
    submit: async () => {
      looks += 1;
      return { kind: "householdMoved" };
    },
  };
  const toSubmit = { caseId: "0000-0000-0000", application: applicationLike(), by: resident, now: aDayInCrf };
  const ports = { applications, identities: identitiesOn(table), schemes: { book: async () => [] }, matchingKey: async () => "a key" };
  // Each look reads the store, which a busy machine answers late.
  await expect(withTimeLeft(3_000, () => submitApplication(toSubmit, ports))).rejects.toMatchObject({ code: "tooBusy" });
  expect(looks).toBeGreaterThan(1);
});

const crf = shippedSchemes.findLast(({ code }) => code === "CRF");
const portsOn = (on: Table, book = shippedSchemes) => ({
  applications: dynamoApplications(on),
  identities: identitiesOn(on),
  schemes: { book: async () => book },
  matchingKey: async () => "a key",
});
const send = (caseId: string, ports = portsOn(table), now = aDayInCrf) =>
  submitApplication({ caseId, application: applicationLike(), by: resident, now }, ports);
const pinnedIn = async (caseId: string): Promise<Assessment | undefined> => {
  const [submitted] = (await dynamoCases(table).whole(caseId))?.events ?? [];
  return submitted?.detail.kind === "submitted" ? submitted.detail.assessment : undefined;
};

test("the rules' results of the day are kept, and can be made again", async () => {
  await send("0000-0000-0001");

  const pinned = await pinnedIn("0000-0000-0001");

  expect(pinned).toMatchObject({
    scheme: "CRF",
    schemeVersion: 1,
    facts: { today: "2026-11-20", needs: ["food", "energy"], claims: { claims: [] }, evidence: [], checks: [], appliedUnder: "CRF" },
  });
  expect(pinned?.results.map(({ rule }) => rule)).toEqual(crf?.rules.map(({ rule }) => rule));
  expect(pinned && crf && assessApplication(applicationLike(), pinned.facts, crf)).toEqual(pinned);
});

test("the first event's hash covers the rules' results", async () => {
  await send("0000-0000-0001");
  const [event] = (await dynamoCases(table).whole("0000-0000-0001"))?.events ?? [];
  const again = event && eventAfter({ caseId: "0000-0000-0001", version: 0, lastEventHash: "" }, event.at, event.by, event.detail);
  expect(event?.detail).toHaveProperty("assessment");
  expect(again).toEqual(event);
});

/** For its person, its phone number and its address. */
const counting = Array(3).fill("UpdateItemCommand");

test("the rules see what a known household had before, for the same reads and as many writes as without one", async () => {
  await send("0000-0000-0001");
  const claim: Claim = { need: "food", scheme: "CRF", awardId: "0000-0000-0001-A1", from: "2026-11-01", until: "2026-11-30" };
  await helpedBefore(table, "H-0000-0000-0001", [claim]);
  const elsewhere = await freshTable();
  const [asNew, asKnown] = [callsOf(elsewhere), callsOf(table)];
  await send("0000-0000-0002", portsOn(elsewhere));
  await send("0000-0000-0003");
  const calls = [[...asNew], [...asKnown]];

  const pinned = await pinnedIn("0000-0000-0003");
  expect(pinned?.facts.claims.claims).toEqual([claim]);
  expect(pinned?.results.find(({ rule }) => rule === "notAlreadyHelped")?.verdict).not.toBe("pass");
  const asked = [...counting, "BatchGetItemCommand", "BatchGetItemCommand", "BatchGetItemCommand", "TransactWriteItemsCommand"];
  expect(calls.map((one) => one.filter((name) => name !== "QueryCommand"))).toEqual([asked, asked]);
});

test("the same application sent again is the same, even when another version of the scheme decides by then", async () => {
  await send("0000-0000-0001");
  const newer = crf && { ...crf, version: 2, rules: crf.rules.slice(0, 3), about: { ...crf.about, startsOn: "2026-11-21" } };
  const again = await send(
    "0000-0000-0001",
    portsOn(table, [...shippedSchemes, ...(newer ? [newer] : [])]),
    new Date("2026-11-22T10:00:00Z"),
  );

  expect(again).toEqual({ kind: "received", caseId: "0000-0000-0001" });
  expect((await pinnedIn("0000-0000-0001"))?.schemeVersion).toBe(1);
  expect(await casesIn()).toHaveLength(1);
});

test("an application that arrives when no scheme is open is received, without results of rules", async () => {
  expect(await send("0000-0000-0001", portsOn(table, []))).toEqual({ kind: "received", caseId: "0000-0000-0001" });
  expect(await pinnedIn("0000-0000-0001")).toBeUndefined();
  expect(await casesIn()).toHaveLength(1);
});
