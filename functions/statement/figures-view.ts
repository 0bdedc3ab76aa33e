import { formatInstant } from "../../shared/domain/dates.ts";
import type { PublicFigures } from "../../shared/domain/return/public-figures.ts";
import { barChart } from "../../shared/pages/charts/bar-chart.ts";
import { countText, coversOf, notShown, poundsText, rules, shareText } from "./statement-words.ts";

export type FiguresToShow = {
  /** Unique on its page. */
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly figures: PublicFigures;
};

const awardsInWords = { one: "A single award", twoOrThree: "Two or three awards", moreThanThree: "More than three awards" } as const;

/** The figures as anybody may read them, each with its counting rule. Staff see the same before they approve. */
export const figuresView = ({ id, name, from, to, asOf, figures }: FiguresToShow) => {
  const { households, types, typesTogether, awards, grant, awarded, paid, otherSpend, referrals } = figures;
  const shown = types.flatMap((type) => (type.households === undefined ? [] : [{ label: type.label, values: [type.households] }]));
  const numbers = awards && (Object.keys(awardsInWords) as (keyof typeof awardsInWords)[]);
  const isHidden = shown.length < types.length || !awards || referrals === undefined;
  return {
    id,
    name,
    covers: coversOf({ from, to }),
    asOf: formatInstant(asOf),
    households: countText(households),
    householdsRule: rules.households,
    types: types.map((type) => ({ label: type.label, households: countText(type.households) })),
    typesTogether: countText(typesTogether),
    typesRule: rules.types,
    typesChart:
      shown.length > 0
        ? barChart({
            id: `${id}-types`,
            title: "Households by type of support",
            says: `${shown.length === types.length ? "" : "Types that are not shown are left out. "}A household counts in each type that it had.`,
            rowName: "Support",
            parts: ["Households"],
            rows: shown,
            format: countText,
          })
        : undefined,
    awards: numbers
      ? numbers.map((number) => ({
          label: awardsInWords[number],
          households: countText(awards[number]),
          share: shareText(awards[number], households),
        }))
      : undefined,
    awardsRule: rules.awards,
    money: [
      { label: "Grant", amount: poundsText(grant), rule: rules.grant },
      { label: "Awarded to households", amount: poundsText(awarded), rule: rules.awarded },
      { label: "Of that, paid or delivered so far", amount: poundsText(paid), rule: rules.paid },
      { label: "Services, and running the fund", amount: poundsText(otherSpend), rule: rules.otherSpend },
      { label: "Left", amount: poundsText(grant - awarded - otherSpend), rule: rules.left },
    ],
    moneyChart: barChart({
      id: `${id}-money`,
      title: "The grant, and what it was used for",
      says: `${poundsText(awarded)} was awarded to households and ${poundsText(otherSpend)} spent otherwise, of a grant of ${poundsText(grant)}.`,
      rowName: "Money",
      parts: ["Pounds"],
      rows: [
        { label: "Grant", values: [grant] },
        { label: "Awarded to households", values: [awarded] },
        { label: "Services, and running the fund", values: [otherSpend] },
      ],
      format: poundsText,
    }),
    referrals: countText(referrals),
    referralsRule: rules.referrals,
    notShown,
    hiddenRule: isHidden ? rules.hidden : undefined,
  };
};
