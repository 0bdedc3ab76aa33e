import { beforeEach, expect, test } from "vitest";
import { pence } from "../../../shared/domain/money.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { send } from "../../http.ts";
import { errorsIn, newKey, nextCrf, openRoom, type Room, schemeOf, sectionOn, startedDraft } from "./room.ts";

/** A document without a fault that has a tariff, which the shipped one has not. */
const sourced = { verified: false, source: "Made up for the test." };
const tariff = { tariff: "fuel", peopleFrom: 1, childrenFrom: 0, amount: pence(120_00), ...sourced };
const whole = nextCrf({ tariffs: [tariff] });

const [, secondYear] = whole.subYears;
const [item] = whole.items;
if (!secondYear || !item) throw new Error("The Crisis and Resilience Fund has three years and a catalogue.");

type Fault = {
  /** The fault in a whole document, and the place that a program is told. */
  readonly sent: Partial<Record<keyof Scheme, unknown>>;
  readonly pointer: string;
  /** The same fault on the page where it can be typed, and the input that is told. */
  readonly page: string;
  readonly typed: { readonly [input: string]: string };
  readonly input: string;
  readonly says: string;
};

const faults: [string, Fault][] = [
  [
    "a missing strand",
    {
      sent: { categories: whole.categories.filter(({ code }) => code !== "COMMUNITY_COORDINATION") },
      pointer: "/document/categories",
      page: "categories",
      typed: { "categories-4-remove": "yes" },
      input: "categories-6-code",
      says: "Add the strand COMMUNITY_COORDINATION (“Community coordination”)",
    },
  ],
  [
    "overlapping periods",
    {
      sent: { subYears: whole.subYears.with(1, { ...secondYear, start: "2027-03-31" }) },
      pointer: "/document/subYears/1/start",
      page: "about",
      typed: { "subYears-2-start-day": "31", "subYears-2-start-month": "3" },
      input: "subYears-2-start-day",
      says: "The year 2027-28 overlaps the year 2026-27. Start it on 1 April 2027",
    },
  ],
  [
    "a tariff gap",
    {
      sent: { tariffs: [{ ...tariff, childrenFrom: 1 }] },
      pointer: "/document/tariffs/0",
      page: "tariffs",
      typed: { "tariffs-1-childrenFrom": "1" },
      input: "tariffs-1-tariff",
      says: "The tariff fuel sets no amount for 1 person with no children and 19 other households. Add a row, or widen one",
    },
  ],
  [
    "an unknown category",
    {
      sent: { items: whole.items.with(0, { ...item, category: "FOOD" }) },
      pointer: "/document/items/0/category",
      page: "items",
      typed: { "items-1-category": "FOOD" },
      input: "items-1-category",
      says: "is in the category FOOD, which this scheme does not have. Choose one that it has",
    },
  ],
  [
    "a cap below a tariff",
    {
      sent: { caps: [{ cap: "award", amount: 119_99, ...sourced }] },
      pointer: "/document/caps/0/amount",
      page: "caps",
      typed: { "caps-1-cap": "award", "caps-1-amount": "119.99", "caps-1-source": "Made up for the test." },
      input: "caps-1-amount",
      says: "The cap on one award, £119.99, is below the tariff fuel. Raise the cap, or lower the tariff",
    },
  ],
  [
    "a rule that names a field that does not exist",
    {
      sent: {
        ownRules: [
          {
            name: "tallEnough",
            says: "They are tall.",
            toResident: "They are not tall.",
            otherwise: "refer",
            joined: "all",
            conditions: [{ measure: "shoeSize", is: "atLeast", value: 3 }],
          },
        ],
      },
      pointer: "/document/ownRules/0/conditions/0/measure",
      page: "ownRules",
      typed: {
        "ownRules-1-name": "tallEnough",
        "ownRules-1-says": "They are tall.",
        "ownRules-1-toResident": "They are not tall.",
        "ownRules-1-otherwise": "refer",
        "ownRules-1-joined": "all",
        "ownRules-1-condition-1-measure": "shoeSize",
        "ownRules-1-condition-1-is": "atLeast",
        "ownRules-1-condition-1-value": "3",
      },
      input: "ownRules-1-condition-1-measure",
      says: "Select what is measured: nothing is called “shoeSize”",
    },
  ],
  [
    "a start in the past",
    {
      sent: { about: { ...whole.about, startsOn: "2026-11-19" } },
      pointer: "/document/about/startsOn",
      page: "about",
      typed: { "about-startsOn-day": "19", "about-startsOn-month": "11" },
      input: "about-startsOn-day",
      says: "The first day of this version, 19 November 2026, has passed. Enter 21 November 2026 or a later day",
    },
  ],
];

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});

test.each(faults)("%s is refused at its input and its place, in one sentence, and the draft stays as it was", async (_, fault) => {
  const draftId = await startedDraft(room, whole);

  const page = await sectionOn(room, draftId).save(fault.page, fault.typed);
  expect(page.isShownAgain).toBe(true);
  expect(errorsIn(page)).toEqual([{ href: `#${fault.input}`, text: expect.stringContaining(fault.says) }]);

  const json = { version: 1, document: { ...whole, ...fault.sent } };
  const headers = { "idempotency-key": newKey() };
  const reply = await send(room.room, "POST /api/scheme-drafts/{draftId}/documents", { as: room.farah, path: { draftId }, json, headers });
  expect(reply.status).toBe(422);
  expect(reply.json<{ errors: object[] }>().errors).toEqual([{ pointer: fault.pointer, detail: expect.stringContaining(fault.says) }]);

  expect(await schemeOf(room, draftId)).toEqual(JSON.parse(JSON.stringify(whole)));
});
