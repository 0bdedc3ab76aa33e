import { expect, test } from "vitest";
import { type BadInput, documentLike, problemsIn } from "../../scheme/documents.ts";

const badInput: BadInput[] = [
  [
    "a tariff gap",
    "HSF5",
    ({ tariffs: bands }) => {
      Object.assign(bands[1] ?? {}, { childrenFrom: 2 });
    },
    ["tariffs", 1],
    "The tariff fuel sets no amount for 1 person with 1 child and 19 other households. Add a row, or widen one",
  ],
  [
    "a tariff that stops at a number of people",
    "HSF5",
    ({ tariffs: bands }) => {
      Object.assign(bands[0] ?? {}, { peopleTo: 19 });
    },
    ["tariffs", 1],
    "The tariff fuel sets no amount for 20 people with no children. Add a row, or widen one",
  ],
  [
    "a tariff overlap",
    "HSF5",
    ({ tariffs: bands }) => {
      Object.assign(bands[0] ?? {}, { childrenTo: 1 });
    },
    ["tariffs", 1],
    "Two rows of the tariff fuel set an amount for 1 person with 1 child. Narrow one of them",
  ],
  [
    "a row of a tariff the wrong way round",
    "HSF5",
    ({ tariffs: bands }) => {
      Object.assign(bands[1] ?? {}, { peopleFrom: 3, peopleTo: 2 });
    },
    ["tariffs", 1, "peopleTo"],
    "A row of the tariff fuel ends before it starts. Put the smaller number first",
  ],
];

test.each(badInput)("%s is refused with its place and how to mend it", (_, code, change, place, message) => {
  expect(problemsIn(documentLike(code, change))).toEqual([{ place, message }]);
});
