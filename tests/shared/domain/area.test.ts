import fc from "fast-check";
import { expect, test } from "vitest";
import { council } from "../../../shared/council.ts";
import { residenceOf, tidyPostcode } from "../../../shared/domain/area.ts";

test.each([
  ["cv12ab", "CV1 2AB"],
  [" CV1  2AB ", "CV1 2AB"],
  ["cv-1.2ab", "CV1 2AB"],
  ["CV10 0AA", "CV10 0AA"],
  ["SW1A 1AA", "SW1A 1AA"],
  ["ＣＶ１ ２ＡＢ", "CV1 2AB"],
  ["(CV1 2AB)", "CV1 2AB"],
  ["CV1\u20132AB.", "CV1 2AB"],
  ["\u200eCV1\u00a02AB", "CV1 2AB"],
  ["CVI 2AB", "CV1 2AB"],
  ["CV1O OAA", "CV10 0AA"],
  ["0X1 1AA", "OX1 1AA"],
  ["1P1 1AA", "IP1 1AA"],
  ["CV1 2A8", undefined],
  ["CV1", undefined],
  ["CV1 2A", undefined],
  ["CV123 2AB", undefined],
  ["1CV 2AB", undefined],
  ["", undefined],
])("the postcode typed as “%s” is %s", (typed, tidy) => {
  expect(tidyPostcode(typed)).toBe(tidy);
});

test("a postcode is tidied to the same text in any spacing and case", () => {
  const parts = fc.tuple(
    fc.stringMatching(/^[a-z]{1,2}[1-9][0-9]?$/),
    fc.stringMatching(/^[0-9][a-z]{2}$/),
    fc.stringMatching(/^[ .-]{0,3}$/),
  );
  fc.assert(
    fc.property(parts, ([outward, inward, between]) => {
      const tidy = `${outward} ${inward}`.toUpperCase();
      expect(tidyPostcode(`${outward}${between}${inward}`)).toBe(tidy);
      expect(tidyPostcode(tidy)).toBe(tidy);
    }),
  );
});

test.each([
  ...council.area.inside.map((district) => [`${district} 1AA`, "inside"] as const),
  ...council.area.partly.map((district) => [`${district} 1AA`, "partly"] as const),
  ["CV8 1AA", "outside"] as const,
  ["CV10 1AA", "outside"] as const,
  ["CV21 1AA", "outside"] as const,
  ["B1 1AA", "outside"] as const,
])("%s lies %s", (postcode, residence) => {
  expect(residenceOf(postcode)).toBe(residence);
});

test("the residence without a postcode is unknown", () => {
  expect(residenceOf(undefined)).toBe("unknown");
});
