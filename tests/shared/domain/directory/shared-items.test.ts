import { expect, test } from "vitest";
import { checkDirectory } from "../../../../shared/domain/directory/check-directory.ts";
import { servicesNamedOnForm } from "../../../../shared/domain/directory/directory.ts";
import { shippedDirectory } from "../../../../shared/domain/directory/shipped-directory.ts";
import { areSharedWords, everythingShared, sharedIn, sharedWords } from "../../../../shared/domain/directory/shared-items.ts";

test("the words for all that is shared name every item, and each item is found in them", () => {
  expect(everythingShared).toBe("a name, how to make contact safely and what help is needed");
  expect(sharedIn(everythingShared)).toEqual(["name", "contact", "help"]);
});

test.each([
  ["a name, how to make contact safely, how many people live there and what help is needed", everythingShared],
  ["what help is needed", "what help is needed"],
  ["the street you live in", "the street you live in"],
])("residents read “%s” as “%s”", (words, read) => {
  expect(sharedWords(words)).toBe(read);
});

test("every service that residents are asked about promises exactly what a referral shares", () => {
  for (const { shares } of servicesNamedOnForm(shippedDirectory)) expect(shares && areSharedWords(shares)).toBe(true);
});

test("a directory whose words promise something else cannot be published", () => {
  const [first, ...others] = shippedDirectory.services;
  const promising = (shares: string) => checkDirectory({ ...shippedDirectory, services: first ? [{ ...first, shares }, ...others] : [] });

  expect(promising("a name and how many people live there").map(({ message }) => message)).toEqual([
    `Enter what is shared, in these words and no others: ${everythingShared}`,
  ]);
  expect(promising("a name and what help is needed")).toEqual([]);
});
