import fc from "fast-check";
import { expect, test } from "vitest";
import { awardIdFor, batchIdFrom, caseIdFrom, caseIdOf, isCaseId, messageIdFor, referralIdFor } from "../../../shared/domain/ids.ts";

const caseIds = fc.uint8Array({ minLength: 12, maxLength: 32 }).map(caseIdFrom);

test("every id made from bytes is a case id that can be read aloud", () => {
  fc.assert(
    fc.property(caseIds, (caseId) => {
      expect(isCaseId(caseId)).toBe(true);
      expect(caseId).not.toMatch(/[ILOU]/);
    }),
  );
});

test("a batch's id is never a number or a date to a spreadsheet, and is as before where it was neither", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      expect(batchIdFrom(bytes)).toMatch(/^(?!\d*E?\d*$)[0-9A-HJKMNP-TV-Z]{6}$/);
    }),
  );
  // "12E045" is 1.2E+46 to a spreadsheet.
  expect(batchIdFrom(Uint8Array.from([1, 2, 14, 0, 4, 5, 20, 21]))).toBe("2E045M");
  expect(batchIdFrom(new Uint8Array(32))).toBe("X00000");
  expect(batchIdFrom(Uint8Array.from([20, 1, 2, 3, 4, 5, 6]))).toBe("M12345");
});

test("the ids of an award, a referral and a message name their case", () => {
  fc.assert(
    fc.property(caseIds, fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 2 }), (caseId, version, number) => {
      expect(caseIdOf(awardIdFor(caseId, version))).toBe(caseId);
      expect(caseIdOf(referralIdFor(caseId, version, number))).toBe(caseId);
      expect(caseIdOf(messageIdFor(caseId, version))).toBe(caseId);
    }),
  );
});

test.each(["", "7K3F", "7K3F-9QZT-1A2", "7k3f-9qzt-1a2b", "7K3F-9QZT-1A2B\n", "IIII-LLLL-OOOO", "../CASE#1", "7K3F-9QZT-1A2B-A1"])(
  "“%s” is not a case's id",
  (text) => expect(isCaseId(text)).toBe(false),
);

test.each(["7K3F-9QZT-1A2B", "7K3F-9QZT-1A2B-X1", "7K3F-9QZT-1A2B-A", "7K3F-9QZT-1A2B-A1234567", "7K3F-9QZT-1A2B-R1.123", "A1"])(
  "“%s” belongs to no case",
  (text) => expect(caseIdOf(text)).toBeUndefined(),
);
