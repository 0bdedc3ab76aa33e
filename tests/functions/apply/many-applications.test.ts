import { beforeEach, expect, test } from "vitest";
import { filedHashesOf } from "../../../functions/apply/filed-hashes.ts";
import { fromOnePlaceAMinute } from "../../../functions/apply/slow-down.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import type { Table } from "../../../shared/store/items.ts";
import { aDayInCrf, applicationInput, applicationLike, assessor } from "../../examples.ts";
import { type Answer, send, signIn } from "../../http.ts";
import { personOf } from "../../people.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { applyOn, residentOn } from "./resident.ts";

let table: Table;
let sent = 0;
beforeEach(async () => {
  table = await freshTable();
});

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));
const self = { name: "Vic Tim", dateOfBirth: "1984-03-09", relationship: "self" } as const;
const at = (line1: string) => ({ kind: "settled", line1, postcode: "CV1 2AB" }) as const;
/** Nothing in common with any other application of the test. */
const apartFromOthers = () => {
  sent += 1;
  return {
    people: [{ ...self, ...personOf(sent) }],
    address: at(`${sent} Far Road`),
    contact: { ...applicationInput.contact, phone: `07700 9${String(sent).padStart(5, "0")}` },
  };
};

const byProgram = async (changes: object): Promise<Answer> => {
  sent += 1;
  const key = `key-number-${sent}`;
  return send(applyOn(table), "POST /api/applications", {
    json: { ...applicationInput, ...changes },
    as: await signIn(table, assessor),
    headers: { "idempotency-key": key },
  });
};
const caseOf = async (answer: Answer): Promise<Case> => {
  const { caseId } = answer.json<{ caseId: string }>();
  const found = (await everythingIn(table)).find((item) => item.itemKind === "case" && item.caseId === caseId);
  return found as unknown as Case;
};
const casesIn = async () => (await everythingIn(table)).filter(({ itemKind }) => itemKind === "case") as unknown as Case[];

const byPage = async (different: Parameters<ReturnType<typeof residentOn>["fillIn"]>[0], headers = {}) => {
  const resident = residentOn(table);
  await resident.fillIn(different);
  const formToken = /name="formToken" value="([^"]+)"/.exec((await resident.get("check")).body)?.[1] ?? "";
  return { resident, answer: await resident.postBare("check", { form: { formToken }, headers }) };
};

test("forty applications in somebody's name at invented addresses lock nobody out: they find their own household, by program and page", async () => {
  const own = await caseOf(await byProgram({ people: [self], address: at("1 Own Road") }));
  for (let number = 1; number <= 40; number += 1)
    await byProgram({ people: [self], address: at(`${number} Invented Road`), contact: { ways: ["letter"] } });

  const again = await byProgram({ people: [self], address: at("1 Own Road") });
  expect(again.status).toBe(201);
  const later = await caseOf(again);
  expect(later.householdId).toBe(own.householdId);
  expect(later.possibleHouseholds).toHaveLength(20);
  expect(later.concerns).toEqual(["manyHouseholds", "manyApplications"]);

  const born = { "dateOfBirth-day": "9", "dateOfBirth-month": "3", "dateOfBirth-year": "1984" };
  const { answer } = await byPage({
    "about-you": { name: "Vic Tim", ...born },
    address: { line1: "1 Own Road", line2: "", town: "", postcode: "CV1 2AB" },
  });
  expect(answer.headers.location).toBe("/apply/received");
  expect((await casesIn()).filter(({ householdId }) => householdId === own.householdId)).toHaveLength(3);
});

test("of many applications sent at once for one person, every one is received, and those beyond the limit are for a person to look at", async () => {
  const answers = await times(12, () => byProgram({ ...apartFromOthers(), people: [self] }));
  expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
  const concerns = (await casesIn()).flatMap(({ concerns: own }) => own ?? []);
  expect(concerns.filter((concern) => concern === "manyApplications")).toHaveLength(9);
});

test.each([
  ["person", { people: [self] }, 3],
  ["phone number", { contact: applicationInput.contact }, 5],
  ["phone number for a cash code", { payTo: { way: "cashCode", phone: "07700 900123" } }, 5],
  ["address", { address: at("9 Hostel") }, 10],
] as const)("applications for one %s are only slowed beyond the limit: %j %i", async (_, alike, most) => {
  for (let count = 1; count <= most + 1; count += 1) {
    const received = await caseOf(await byProgram({ ...apartFromOthers(), ...alike }));
    expect(received.concerns, `number ${count}`).toEqual(count > most ? ["manyApplications"] : undefined);
  }
});

test("an application sent again counts once, and another day counts anew", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  const formToken = /name="formToken" value="([^"]+)"/.exec((await resident.get("check")).body)?.[1] ?? "";
  await times(6, () => resident.postBare("check", { form: { formToken } }));
  expect((await casesIn()).map(({ concerns }) => concerns)).toEqual([undefined]);
  const filed = (await everythingIn(table)).filter(({ itemKind }) => itemKind === "filed");
  expect(filed.map(({ cases }) => (cases as Set<string>).size)).toEqual(filed.map(() => 1));

  await times(5, () => byProgram({ ...apartFromOthers(), people: [self] }));
  const tomorrow = new Date(aDayInCrf.getTime() + 24 * 3_600_000);
  const next = await send(applyOn(table), "POST /api/applications", {
    json: { ...applicationInput, ...apartFromOthers(), people: [self] },
    as: await signIn(table, assessor, tomorrow),
    headers: { "idempotency-key": "key-of-tomorrow" },
    now: tomorrow,
  });
  expect((await caseOf(next)).concerns).toBeUndefined();
});

/** The header as the edge sends it: the caller's own text, the caller's address, the edge's address. */
const from = (address: string) => ({ "x-forwarded-for": `6.6.6.6, ${address}, 10.0.0.1` });

test("a script is answered kindly with a way to the phone, its answers are kept, and everyone else and the next minute are served", async () => {
  const store = dynamoApplications(table);
  const [source] = filedHashesOf("a key for tests", applicationLike(), "1.2.3.4").slice(-1);
  const minute = { filedHash: source?.hash ?? "", window: aDayInCrf.toISOString().slice(0, 16), expiresAtSeconds: 1e10 };
  await times(fromOnePlaceAMinute, (index) => store.noteFiled(`0000-0000-${index}`, minute));

  const { resident, answer } = await byPage({}, from("1.2.3.4"));
  expect(answer.status).toBe(429);
  expect(answer.body).toContain("You have done nothing wrong");
  expect(answer.body).toMatch(/call [\d ]+ \(/);
  expect(await casesIn()).toEqual([]);
  expect((await resident.get("check")).body).toContain("Robin Example");

  const formToken = /name="formToken" value="([^"]+)"/.exec((await resident.get("check")).body)?.[1] ?? "";
  const elsewhere = await byPage({}, from("1.2.3.5"));
  expect(elsewhere.answer.headers.location).toBe("/apply/received");
  const later = await resident.postBare("check", {
    form: { formToken },
    headers: from("1.2.3.4"),
    now: new Date(aDayInCrf.getTime() + 60_000),
  });
  expect(later.headers.location).toBe("/apply/received");
});

test("thirty applications a day from one place are usual, and those after them are looked at", async () => {
  const store = dynamoApplications(table);
  const [source] = filedHashesOf("a key for tests", applicationLike(), "1.2.3.4").slice(-1);
  const day = { filedHash: source?.hash ?? "", window: "2026-11-20", expiresAtSeconds: 1e10 };
  await times(29, (index) => store.noteFiled(`0000-0000-${index}`, day));
  await byPage({}, from("1.2.3.4"));
  await byPage({}, from("1.2.3.4"));
  expect((await casesIn()).map(({ concerns }) => concerns ?? []).toSorted()).toEqual([[], ["manyApplications"]]);
});

test("a count stops where more would tell nothing more", async () => {
  const store = dynamoApplications(table);
  const filed = { filedHash: "h", window: "2026-11-20", expiresAtSeconds: 1e10 };
  const counts = await times(120, (index) => store.noteFiled(`case-${index}`, filed));
  expect(Math.max(...counts)).toBe(101);
  expect(await store.noteFiled("case-0", filed)).toBeGreaterThanOrEqual(100);
  expect((await everythingIn(table)).map(({ cases }) => (cases as Set<string>).size)).toEqual([100]);
});

test("all addresses of one line are one place, and what is counted by names nobody", () => {
  const hashOf = (source: string) => filedHashesOf("a key", applicationLike(), source).at(-1)?.hash;
  expect(hashOf("2001:db8:1:2::1")).toBe(hashOf("2001:db8:1:2:ffff:0:0:7"));
  expect(hashOf("2001:db8::1")).toBe(hashOf("2001:db8:0:0:5::"));
  expect(hashOf("2001:db8:1:3::1")).not.toBe(hashOf("2001:db8:1:2::1"));
  expect(hashOf("::ffff:1.2.3.4")).toBe(hashOf("1.2.3.4"));
  expect(JSON.stringify(filedHashesOf("a key", applicationLike(), "1.2.3.4"))).not.toMatch(/1\.2\.3\.4|Robin|07700|Sample/);
});
