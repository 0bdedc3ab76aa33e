import { expect, test } from "vitest";
import { applicationSchema } from "../../../../shared/domain/application.ts";
import { factsOf } from "../../../../shared/domain/rules/facts.ts";
import { applicationLike } from "../../../examples.ts";

const written = "Somebody wrote this";
const application = applicationLike({
  applicant: { role: "organisation", helperName: "Kim Helper", organisation: "A charity", permission: true },
  address: { kind: "settled", line1: "12 Sample Street", line2: "Flat 2", town: "Coventry", postcode: "CV1 2AB" },
  wants: { needs: ["food"], details: "A cot" },
  contact: { ways: ["text"], phone: "07700900982", safety: "Never leave a message" },
});

/** The value with each text in it written over, one at a time. */
const writtenOver = (value: unknown): unknown[] => {
  if (typeof value === "string") return [written];
  if (typeof value !== "object" || value === null) return [];
  const others = Object.entries(value).flatMap(([key, member]) => writtenOver(member).map((over) => [key, over] as const));
  return others.map(([key, over]) => (Array.isArray(value) ? value.with(Number(key), over) : { ...value, [key]: over }));
};

test("rules see nothing that somebody wrote in their own words", () => {
  const inOwnWords = writtenOver(application).flatMap((over) => {
    const read = applicationSchema.safeParse(over);
    return read.success ? [read.data] : [];
  });

  expect(inOwnWords).not.toEqual([]);
  const decision = { today: "2026-11-20", needs: [], claims: { claims: [], spent: {} }, evidence: [], checks: [] } as const;
  const seen = inOwnWords.filter((own) => JSON.stringify(factsOf(own, decision)).includes(written));
  expect(seen).toEqual([]);
});
