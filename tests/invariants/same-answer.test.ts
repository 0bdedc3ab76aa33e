import { afterAll, beforeAll, expect, test } from "vitest";
import type { ApplicationInput } from "../../shared/domain/application.ts";
import { applicationInput } from "../examples.ts";
import { typedPages } from "../functions/apply/resident.ts";
import { birthOf, nameOf, personOf } from "../people.ts";
import { everythingIn } from "../setup/table.ts";
import { type Answered, newKey, type OverHttp, startOverHttp } from "./over-http.ts";

let service: OverHttp;
beforeAll(async () => {
  service = await startOverHttp();
});
afterAll(() => service.host.stop());

const applicationOf = (number: number, home = number): Partial<ApplicationInput> => ({
  people: [{ ...personOf(number), relationship: "self" }],
  address: { kind: "settled", line1: `${home} Quiet Road`, postcode: "CV1 2AB" },
  contact: { ways: ["letter"] },
});
const send = (changes: Partial<ApplicationInput>) =>
  service.api("welfare-rights", "POST /api/applications", { ...applicationInput, ...changes }, newKey());
const casesIn = async () => (await everythingIn(service.table)).filter(({ itemKind }) => itemKind === "case");

/** A case's reference is the one thing that differs. */
const withoutReference = (text: string) => text.replaceAll(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g, "REFERENCE");

/**
 * Mann and Whitney's U as a share: of all pairs of one time from each side, in how many the first was longer. It is a half
 * where nothing tells the two apart, whatever the machine is like.
 */
const shareLonger = (some: readonly number[], others: readonly number[]): number => {
  const won = some.flatMap((one) => others.map((other): number => (one > other ? 1 : one === other ? 0.5 : 0)));
  return won.reduce((total, one) => total + one, 0) / won.length;
};
const mostApart = 0.2;
const each = 100;

test("the answer to an application is the same text, and takes as long, whether or not somebody was found who may be the same", async () => {
  const times = { found: [] as number[], nobody: [] as number[] };
  const texts = new Set<string>();
  const timed = async (changes: Partial<ApplicationInput>): Promise<number> => {
    const start = performance.now();
    const answered = await send(changes);
    const took = performance.now() - start;
    expect(answered.status).toBe(201);
    texts.add(withoutReference(answered.body));
    return took;
  };
  for (let number = 1; number <= each; number++) await send(applicationOf(number));
  for (let number = 1; number <= each; number++) {
    // Half of them apply again, half are known at another address.
    const found = () => timed(applicationOf(number, number % 2 === 0 ? number : 1_000 + number)).then((took) => times.found.push(took));
    const nobody = () => timed(applicationOf(5_000 + number, 5_000 + number)).then((took) => times.nobody.push(took));
    for (const next of number % 4 < 2 ? [found, nobody] : [nobody, found]) await next();
  }

  expect([...texts]).toHaveLength(1);
  const cases = await casesIn();
  expect(cases.filter(({ caseId, householdId }) => householdId !== `H-${caseId}`)).toHaveLength(each / 2);
  expect(cases.filter(({ possibleHouseholds }) => (possibleHouseholds as string[]).length > 0)).toHaveLength(each / 2);
  expect(Math.abs(shareLonger(times.found, times.nobody) - 0.5)).toBeLessThan(mostApart);
}, 300_000);

/** Fills in every page as this person, and opens the page after the last. */
const byPage = async (number: number, home: number): Promise<Answered> => {
  const resident = await service.resident();
  const [year = "", month = "", day = ""] = birthOf(number).split("-");
  const own: Readonly<Record<string, Record<string, string | readonly string[]>>> = {
    "about-you": { name: nameOf(number), "dateOfBirth-day": day, "dateOfBirth-month": month, "dateOfBirth-year": year },
    address: { line1: `${home} Quiet Road`, line2: "", town: "", postcode: "CV1 2AB" },
    contact: { ways: ["letter"], phone: "", email: "", safety: "" },
  };
  for (const [page, typed] of typedPages) expect((await resident.post(`/apply/${page}`, own[page] ?? typed)).status, page).toBe(303);
  expect((await resident.post("/apply/check", {})).status).toBe(303);
  return resident.get("/apply/received");
};

test("the page after an application reads the same for somebody who is new, known, or known elsewhere", async () => {
  const pages = [await byPage(8_001, 8_001), await byPage(8_001, 8_001), await byPage(8_001, 8_002), await byPage(8_003, 8_001)];
  const texts = new Set(pages.map(({ body }) => withoutReference(body).replaceAll(/(?:nonce|value)="[^"]*"/g, "")));
  expect(texts.size).toBe(1);
}, 120_000);
