import { expect, test } from "vitest";
import { measureApplications } from "../bench/cost/one-application.ts";

/**
 * The most that each step of one application asks of the table, in DynamoDB's units, and the messages that it queues.
 * A function that offers or serves services reads their directory once a day: one unit in each of the first four steps.
 */
const budget = [
  // Five of the writes count the application: by person, phone number and address, and by place for the day and the minute.
  // The draft says when it ends, and so passes a kilobyte a page earlier than its answers alone.
  // Each identifier of the household is read by itself, and written with it: name and home, phone, account and email find it
  // again. The check for other households reads as much where there are none.
  { step: "Applies, page by page", readUnits: 61, writeUnits: 80, messages: 1 },
  // Half a unit counts the list; a list of a thousand cases takes a hundred and more.
  // One unit is the look into lists of other offices, which were found for the people of the application.
  { step: "Is looked at: the case list, then the whole case", readUnits: 12.5, writeUnits: 2, messages: 0 },
  // Two units to read and four to write are the decider's sums of the day and of the month.
  // One more is the first event, which says of an early case who entered it.
  // Another is the case’s referrals, since a service is not asked twice. One write counts the day’s texts to the number.
  { step: "Is awarded, with a referral and a message", readUnits: 18, writeUnits: 48, messages: 3 },
  // A referral keeps the words that the resident agreed to, which makes it longer than a kilobyte. Each step also moves
  // what caseworkers have to follow up, in one transaction with the referral. Half a unit counts the partner's list.
  // Each of the partner’s four requests reads the case, which says who declared an interest: four units.
  { step: "Is helped by a partner, who accepts and closes", readUnits: 13, writeUnits: 22, messages: 0 },
  // Each of its five requests also reads the household's declared interests: five units. Opening or releasing the batch
  // reads the other households with the same account: one unit each time.
  { step: "Is paid: a batch, its release, its file, the bank's results", readUnits: 23.5, writeUnits: 34, messages: 0 },
  // Opening the line, twice by the API and once on its page, reads how its household is really paid: two units each time.
  // The page also reads when its session was last used: one unit.
  { step: "Is delivered: goods ordered and brought", readUnits: 27, writeUnits: 14, messages: 0 },
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
