import { expect, test } from "vitest";
import { refusalMessageFor } from "../../../../shared/domain/case/message.ts";
import { addDays, formatDay, londonDay } from "../../../../shared/domain/dates.ts";
import { pence } from "../../../../shared/domain/money.ts";
import { holdsTrue, isTrue } from "../../../../shared/domain/rules/condition.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import { type HouseholdSize, householdSizes, isInBand } from "../../../../shared/domain/scheme/household-sizes.ts";
import type { CatalogueItem, Condition, Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { type Band, bandFor } from "../../../../shared/domain/scheme/tariff.ts";
import { amountProblem, usualAmount } from "../../../../shared/domain/scheme/usual-amount.ts";
import { applicationLike, toReach } from "../../../examples.ts";
import { factsLike } from "../rules/facts-like.ts";

const each = shippedSchemes.map((scheme): [string, Scheme] => [scheme.code, scheme]);
const household: HouseholdSize = { people: 2, children: 1 };

const bands = shippedSchemes.flatMap((scheme) =>
  scheme.tariffs.map((band, row): [string, string, number, Band, Scheme] => [scheme.code, band.tariff, row + 1, band, scheme]),
);

test.each(bands)(
  "%s: the tariff %s, row %i, is for the households inside it, and the next ones have another",
  (...[, tariff, , band, scheme]) => {
    const inside = householdSizes.filter((size) => isInBand(size, band));
    const neighbours = inside
      .flatMap(({ people, children }) => [-1, 1].map((more) => ({ people: people + more, children: children + more })))
      .filter(
        (size) =>
          !isInBand(size, band) && householdSizes.some(({ people, children }) => people === size.people && children === size.children),
      );
    expect(inside).not.toEqual([]);
    expect(neighbours).not.toEqual([]);
    for (const size of inside) expect(bandFor(scheme.tariffs, tariff, size)).toBe(band);
    for (const size of neighbours) expect(bandFor(scheme.tariffs, tariff, size)).not.toBe(band);
  },
);

const withMost = shippedSchemes.flatMap((scheme) =>
  scheme.items.flatMap((item): [string, string, number, CatalogueItem, Scheme][] =>
    item.most === undefined ? [] : [[scheme.code, item.label, item.most, item, scheme]],
  ),
);

test.each(withMost)("%s: the most for “%s” can be awarded, and a penny more cannot", (_code, _label, most, item, scheme) => {
  expect(amountProblem(scheme, item, pence(most), "The flat is cold.", household)).toBeUndefined();
  expect(amountProblem(scheme, item, pence(most + 1), "The flat is cold.", household)).toMatchObject({ field: "amount" });
});

const withTariff = shippedSchemes.flatMap((scheme) =>
  scheme.items.flatMap((item): [string, string, CatalogueItem, Scheme][] => (item.tariff ? [[scheme.code, item.label, item, scheme]] : [])),
);

test.each(withTariff)("%s: the usual amount of “%s” needs no reason, and a penny less does", (_code, _label, item, scheme) => {
  for (const size of householdSizes) {
    const usual = usualAmount(scheme, item, size);
    if (usual.kind === "none") throw new Error("An item with a tariff has a usual amount.");
    expect(amountProblem(scheme, item, usual.amount, undefined, size)).toBeUndefined();
    expect(amountProblem(scheme, item, pence(usual.amount - 1), undefined, size)).toMatchObject({ field: "reason" });
  }
});

test.each(each)("%s: somebody counts as a child until the birthday that the scheme names", (_, scheme) => {
  const { childUnder } = scheme.about;
  const hasAChild: Condition = { measure: "children", is: "atLeast", value: 1 };
  expect(isTrue(hasAChild, factsLike({ ages: [40, childUnder - 1] }), scheme)).toBe(true);
  expect(isTrue(hasAChild, factsLike({ ages: [40, childUnder] }), scheme)).toBe(false);
});

/** Households on either side of every condition by which help beside money is offered. */
const alone: Partial<Facts> = { ages: [40], needs: ["clothing"], without: [], helpFrom: [] };
const offers: Record<string, { readonly to: readonly Partial<Facts>[]; readonly notTo: readonly Partial<Facts>[] }> = {
  welfareRights: { to: [{}], notTo: [] },
  debtAdvice: { to: [{}], notTo: [] },
  earlyHelp: { to: [{ ages: [40, 0] }, { ages: [40, 18] }], notTo: [{}, { ages: [40, 19] }] },
  foodNetwork: { to: [{ needs: ["food"] }, { without: ["food"] }], notTo: [{ without: ["heatingOrPower"] }] },
  energyAdvice: { to: [{ needs: ["energy"] }, { without: ["heatingOrPower"] }], notTo: [{ without: ["food"] }] },
  freeSchoolMeals: { to: [{ ages: [40, 4] }, { ages: [40, 18] }], notTo: [{ ages: [40, 3] }, { ages: [40, 19] }] },
  holidayActivities: {
    to: [4, 16].map((age) => ({ ages: [40, age], helpFrom: ["freeSchoolMeals"] })),
    notTo: [{ ages: [40, 16] }, ...[3, 17].map((age): Partial<Facts> => ({ ages: [40, age], helpFrom: ["freeSchoolMeals"] }))],
  },
};
const offered = shippedSchemes.flatMap((scheme) =>
  scheme.onwardHelp.map(({ offer }): [string, string, Scheme] => [scheme.code, offer, scheme]),
);

test.each(offered)("%s: %s is suggested to whom its conditions say, and to nobody beside them", (_, offer, scheme) => {
  const row = scheme.onwardHelp.find((one) => one.offer === offer);
  const sides = offers[offer];
  if (!row || !sides) throw new Error(`There is no boundary for ${offer}.`);
  const isOffered = (facts: Partial<Facts>) => holdsTrue(row.conditions, row.joined, factsLike({ ...alone, ...facts }), scheme);
  for (const facts of sides.to) expect(isOffered(facts), JSON.stringify(facts)).toBe(true);
  for (const facts of sides.notTo) expect(isOffered(facts), JSON.stringify(facts)).toBe(false);
});

test.each(each)("%s: whoever is found ineligible has until the last of the review's days", (_, scheme) => {
  const now = new Date(`${scheme.about.start}T12:00:00Z`);
  const subject = { caseId: "0000-0000-0001", version: 1 };
  const told = { reasons: [], nextDates: [], signposts: [] };
  const message = refusalMessageFor("notEligible", subject, toReach(applicationLike()), scheme, told, now);
  expect(message?.blanks.reviewBy).toBe(formatDay(addDays(londonDay(now), scheme.review.askWithinDays)));
});
