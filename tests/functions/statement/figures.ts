import type { StatementFigures } from "../../../shared/domain/return/statement.ts";

/** The figures of a statement in which no number is small. */
export const exampleFigures: StatementFigures = {
  households: 120,
  types: [
    { code: "food", label: "Food through the local food network", households: 80 },
    { code: "energy", label: "Energy top-ups or cash", households: 70 },
  ],
  awards: { one: 60, twoOrThree: 40, moreThanThree: 20 },
  grant: 100_000_00,
  awarded: 60_000_00,
  paid: 50_000_00,
  otherSpend: 5_000_00,
  referrals: 45,
};
