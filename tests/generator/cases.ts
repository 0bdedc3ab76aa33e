import { peopleOf } from "../../infra/local/demo-data/people.ts";
import { type Chance, chanceFrom } from "../../infra/local/demo-data/random.ts";
import type { Application } from "../../shared/domain/application.ts";
import type { OtherRefusalReason } from "../../shared/domain/case/case.ts";
import { addDays, type Day } from "../../shared/domain/dates.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import type { Need } from "../../shared/domain/needs.ts";
import type { Waiver } from "../../shared/domain/rules/facts.ts";
import { type SchemeBook, schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { addressFrom, applicationFrom, type Flaw, type Household } from "./applications.ts";
import { daysFrom } from "./days.ts";

/** Whether the evidence came: 12 cases in a hundred are incomplete at first. */
export type Evidence = "shown" | "shownLater" | "neverShown" | Waiver;

/** One application, and the decision that its assessor makes if the rules allow it. */
export type GeneratedCase = {
  readonly caseId: string;
  readonly householdId: string;
  readonly submittedAt: Date;
  readonly decidedAt: Date;
  readonly application: Application;
  readonly evidence: Evidence;
  readonly means: { readonly kind: "award" } | { readonly kind: "close"; readonly because: OtherRefusalReason };
  /** Whether another household of the set lives at this address, or this household applied before. */
  readonly sharesAddress?: "neighbour" | "again";
};

export type Wanted = { readonly cases: number; readonly seed?: number; readonly from?: Day; readonly to?: Day; readonly book?: SchemeBook };

/** Each kind of support by its share of households, as the council published it for the fourth round. */
const wantedNeeds: readonly (readonly [Need, number])[] = [
  ["energy", 0.93],
  ["food", 0.65],
  ["clothing", 0.13],
  ["washingMachine", 0.03],
  ["fridgeFreezer", 0.03],
  ["heatingRepair", 0.02],
  ["bedsAndBedding", 0.03],
  ["curtains", 0.02],
  ["flooring", 0.02],
  ["water", 0.04],
  ["housing", 0.04],
];
const totalReach = wantedNeeds.reduce((total, [, reach]) => total + reach, 0);

const needFrom = (chance: Chance): Need => {
  let left = chance.next() * totalReach;
  for (const [need, reach] of wantedNeeds) {
    if (left < reach) return need;
    left -= reach;
  }
  return "energy";
};

/** Draws one award for 36 households in a hundred, two or three for 31, four or more for the rest. */
const awardsFrom = (chance: Chance): number => {
  const share = chance.next();
  if (share < 0.36) return 1;
  return share < 0.67 ? chance.between(2, 3) : chance.between(4, 7);
};

const idFrom = (chance: Chance) => caseIdFrom(Uint8Array.from({ length: 12 }, () => chance.between(0, 255)));

/** A key for the time in which no scheme meets this need twice: a month for food, a half-year for fuel, ever for goods. */
const holdOf = (need: Need, day: Day): string => {
  const [year = "", month = ""] = day.split("-");
  if (need === "food" || need === "housing") return `${need} ${year}-${month}`;
  if (need !== "energy") return need;
  if (month < "04") return `${need} ${Number(year) - 1} winter`;
  return `${need} ${year} ${month < "10" ? "summer" : "winter"}`;
};

const evidenceFrom = (chance: Chance): Evidence =>
  chance.happens(0.12) ? chance.oneOf(["shownLater", "shownLater", "neverShown", "cannotGet", "unsafeToGet", "tooUrgent"]) : "shown";

/**
 * Makes up applications from the fourth round of the Household Support Fund to the Crisis and Resilience Fund, in the
 * proportions of the published figures. The same seed gives the same cases, in the order of their decisions.
 */
export const generateCases = ({
  cases: wanted,
  seed = 20230401,
  from = "2023-04-01",
  to = "2026-11-20",
  book = shippedSchemes,
}: Wanted) => {
  const chance = chanceFrom(seed);
  const dayFrom = daysFrom(from, to, book);
  const cases: GeneratedCase[] = [];
  let before: Household | undefined;

  const add = (household: Household, day: Day, needs: readonly Need[], more: Partial<GeneratedCase> & { flaw?: Flaw } = {}) => {
    const { flaw, ...kept } = more;
    const submittedAt = new Date(`${day}T${String(chance.between(8, 19)).padStart(2, "0")}:${chance.between(10, 59)}:00Z`);
    cases.push({
      caseId: idFrom(chance),
      householdId: household.householdId,
      submittedAt,
      decidedAt: new Date(submittedAt.getTime() + chance.between(1, 72) * 3_600_000),
      application: applicationFrom(chance, household, needs, flaw),
      evidence: evidenceFrom(chance),
      means: { kind: "award" },
      ...kept,
    });
  };

  /** Adds one household's applications. Returns the day and the need of its last award. */
  const tellStory = (household: Household, sharesAddress?: "neighbour"): { day: Day; need: Need } | undefined => {
    let last: { day: Day; need: Need } | undefined;
    const held = new Set<string>();
    const shared = sharesAddress && { sharesAddress };
    for (let award = awardsFrom(chance), tries = 0; award > 0 && tries < 30; tries += 1) {
      const [day, need] = [dayFrom(chance), needFrom(chance)];
      if (held.has(holdOf(need, day)) || !schemeOn(book, day)) continue;
      held.add(holdOf(need, day));
      award -= 1;
      last = { day, need };
      add(household, day, [need], shared);
      if (chance.happens(0.24)) refuseOnce(household, dayFrom(chance), chance.happens(0.4) ? last : undefined);
    }
    return last;
  };

  /** Adds applications that end without an award: asked again too soon, above a limit, or closed. */
  const refuseOnce = (household: Household, day: Day, repeated?: { day: Day; need: Need }) => {
    if (repeated) return add(household, repeated.day, [repeated.need]);
    if (chance.happens(0.5))
      return add(household, day, [needFrom(chance)], {
        flaw: chance.oneOf<Flaw>(["tooMuchIncome", "tooMuchIncome", "tooMuchSavings", "noShock", "noRecourse", "helpedBySchool"]),
      });
    const because = chance.oneOf<OtherRefusalReason>(["noAnswer", "helpedElsewhere", "withdrawn", "withdrawn"]);
    add(household, day, [needFrom(chance)], { means: { kind: "close", because } });
  };

  while (cases.length < wanted) {
    const isShared: boolean = before?.address.kind === "settled" && chance.happens(0.0125);
    const household: Household = {
      householdId: `H-${idFrom(chance)}`,
      people: peopleOf(chance, from),
      address: isShared && before ? before.address : addressFrom(chance),
      monthlyIncome: chance.between(350_00, 2_400_00),
      rent: chance.between(300_00, 1_100_00),
    };
    const last = tellStory(household, isShared ? "neighbour" : undefined);
    // The other half at one address: the same household applies again within days.
    const soon = last && addDays(last.day, 4);
    if (last && soon && soon <= to && chance.happens(0.0125)) add(household, soon, [last.need], { sharesAddress: "again" });
    before = household;
  }
  return cases.slice(0, wanted).sort((a, b) => a.decidedAt.getTime() - b.decidedAt.getTime());
};
