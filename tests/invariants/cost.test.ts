import { expect, test } from "vitest";
import { measureApplications } from "../bench/cost/one-application.ts";

/**
 * What each step of one application asks of the table at most, in DynamoDB's units, and how many messages it puts onto queues.
 * A function that offers or serves services reads their directory once a day: one unit in each of the first four steps.
 */
const budget = [
  // Five of the writes count the application: by person, phone number and address, and by place for the day and the minute.
  { step: "Applies, page by page", readUnits: 46, writeUnits: 48, messages: 1 },
  { step: "Is looked at: the case list, then the whole case", readUnits: 9, writeUnits: 0, messages: 0 },
  { step: "Is awarded, with a referral and a message", readUnits: 14, writeUnits: 40, messages: 3 },
  // A referral keeps the words that the resident agreed to, which makes it longer than a kilobyte.
  { step: "Is helped by a partner, who accepts and closes", readUnits: 9.5, writeUnits: 12, messages: 0 },
  { step: "Is paid: a batch, its release, its file, the bank's results", readUnits: 16.5, writeUnits: 30, messages: 0 },
  { step: "Is delivered: goods ordered and brought", readUnits: 19, writeUnits: 8, messages: 0 },
];

test("one application takes no more than this on its whole way, step by step", async () => {
  const { steps } = await measureApplications(1);

  expect(steps.map(({ name }) => name)).toEqual(budget.map(({ step }) => step));
  for (const [index, { step, readUnits, writeUnits, messages }] of budget.entries()) {
    const reading = steps[index]?.reading;
    expect(reading?.readUnits, step).toBeLessThanOrEqual(readUnits);
    expect(reading?.writeUnits, step).toBeLessThanOrEqual(writeUnits);
    expect(reading?.messages, step).toBe(messages);
  }
});
