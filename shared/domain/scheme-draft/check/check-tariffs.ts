import type { DocumentProblem } from "../../document/document-problem.ts";
import { householdSizes, isInBand, sizeInWords } from "../../scheme/household-sizes.ts";
import type { Scheme } from "../../scheme/scheme.ts";
import { type Band, bandFor, tariffNames } from "../../scheme/tariff.ts";

const isBackwards = ({ peopleFrom, peopleTo, childrenFrom, childrenTo }: Band) => ({
  peopleTo: peopleTo !== undefined && peopleTo < peopleFrom,
  childrenTo: childrenTo !== undefined && childrenTo < childrenFrom,
});

const backwards = ({ tariffs }: Scheme): DocumentProblem[] =>
  tariffs.flatMap((band, index) =>
    Object.entries(isBackwards(band))
      .filter(([, is]) => is)
      .map(([field]) => ({
        place: ["tariffs", index, field],
        message: `A row of the tariff ${band.tariff} ends before it starts. Put the smaller number first`,
      })),
  );

/** The problem stands at the later of the two rows. */
const overlaps = ({ tariffs }: Scheme): DocumentProblem[] =>
  tariffs.flatMap((band, index) => {
    const earlier = tariffs.slice(0, index).filter(({ tariff }) => tariff === band.tariff);
    const both = householdSizes.find((size) => isInBand(size, band) && earlier.some((other) => isInBand(size, other)));
    return both
      ? [
          {
            place: ["tariffs", index],
            message: `Two rows of the tariff ${band.tariff} set an amount for ${sizeInWords(both)}. Narrow one of them`,
          },
        ]
      : [];
  });

const gaps = ({ tariffs }: Scheme): DocumentProblem[] =>
  tariffNames(tariffs).flatMap((tariff) => {
    const without = householdSizes.filter((size) => !bandFor(tariffs, tariff, size));
    const [first] = without;
    if (!first) return [];
    const others = without.length > 1 ? ` and ${without.length - 1} other households` : "";
    return [
      {
        place: ["tariffs", tariffs.findLastIndex((band) => band.tariff === tariff)],
        message: `The tariff ${tariff} sets no amount for ${sizeInWords(first)}${others}. Add a row, or widen one`,
      },
    ];
  });

/** Every household has exactly one amount in every tariff. */
export const checkTariffs = (scheme: Scheme): DocumentProblem[] => {
  const ends = backwards(scheme);
  return ends.length > 0 ? ends : [...overlaps(scheme), ...gaps(scheme)];
};
