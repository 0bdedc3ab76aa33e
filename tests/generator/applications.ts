import type { Chance } from "../../infra/local/demo-data/random.ts";
import type { Application, ApplicationInput, Person } from "../../shared/domain/application.ts";
import type { Need } from "../../shared/domain/needs.ts";
import { sentApplicationSchema } from "../../shared/domain/sent-application.ts";

export type Household = {
  readonly householdId: string;
  readonly people: readonly Person[];
  readonly address: ApplicationInput["address"];
  readonly monthlyIncome: number;
  readonly rent: number;
};

/** A reason against an application, in its own answers. */
export type Flaw = "tooMuchIncome" | "tooMuchSavings" | "noShock" | "noRecourse" | "helpedBySchool";

const districts = ["CV1", "CV2", "CV2", "CV4", "CV5", "CV6", "CV6", "CV6", "CV3"] as const;
const letters = ["A", "B", "D", "E", "F", "G", "H", "J", "L", "N", "P"] as const;

export const addressFrom = (chance: Chance): ApplicationInput["address"] =>
  chance.happens(0.03)
    ? { kind: "none", staying: "On a friend’s sofa" }
    : {
        kind: "settled",
        line1: `${chance.between(1, 400)} ${chance.oneOf(["Mill Rise", "Canal Walk", "Elm Court", "Kiln Street", "Loom Way"])}`,
        town: "Coventry",
        postcode: `${chance.oneOf(districts)} ${chance.between(1, 9)}${chance.oneOf(letters)}${chance.oneOf(letters)}`,
      };

/** The application of one made-up household for these needs. */
export const applicationFrom = (chance: Chance, household: Household, needs: readonly Need[], flaw?: Flaw): Application => {
  const { people, address, monthlyIncome, rent } = household;
  const hasChildren = people.some(({ relationship }) => relationship === "child");
  const isHelped = chance.happens(0.1);
  return sentApplicationSchema.parse({
    applicant: isHelped
      ? { role: "organisation", helperName: "Kit Example", organisation: "A food hub", permission: true }
      : { role: "self" },
    people,
    address,
    money: {
      monthlyIncome: flaw === "tooMuchIncome" ? chance.between(3_600_00, 6_000_00) : monthlyIncome,
      benefits: [
        ...(chance.happens(0.75) || needs.includes("housing") ? ["universalCreditHousing"] : []),
        ...(hasChildren ? ["childBenefit"] : []),
        ...(chance.happens(0.15) ? ["pip"] : []),
      ],
      savings: flaw === "tooMuchSavings" ? chance.between(9_000_00, 20_000_00) : chance.between(0, 900_00),
      ...(chance.happens(0.7) && { monthlyHousingCosts: rent }),
    },
    circumstances: {
      trigger: flaw === "noShock" ? "ongoing" : chance.oneOf(["suddenExpense", "dropInIncome", "atRisk"]),
      story: "The money ran out before the month did.",
      without: chance.happens(0.2) ? [chance.oneOf(["food", "heatingOrPower"])] : [],
      ...(chance.happens(0.7) && { helpFrom: flaw === "helpedBySchool" ? ["freeSchoolMeals"] : [] }),
    },
    wants: { needs },
    ...(flaw === "noRecourse"
      ? { publicFunds: { noRecourse: chance.oneOf(["yes", "notSure"]) } }
      : chance.happens(0.7) && { publicFunds: { noRecourse: "no" } }),
    contact: { ways: ["phone"], phone: `07700 900${String(chance.between(0, 999)).padStart(3, "0")}` },
    sharing: { agreed: chance.happens(0.6) },
    declared: true,
  });
};
