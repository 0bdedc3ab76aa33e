import { benefits, otherSchemes } from "../answers.ts";
import { type Application, ageOf } from "../application.ts";
import { type Day, formatDay } from "../dates.ts";
import type { HouseholdIdentity } from "../identity/identity.ts";
import { unitsAt } from "../identity/keys-of.ts";
import { samePeople } from "../identity/score-of.ts";
import { formatPounds, formatToThePenny, type Pence } from "../money.ts";
import type { Register, RegisterKind } from "./register.ts";
import type { HeldFacts, RegisterHome, RegisterRow } from "./register-row.ts";
import { identityOfRow } from "./row-identity.ts";

/** One fact that a list holds, in words, beside what the resident said of it. */
export type HeldFact = {
  readonly label: string;
  readonly held: string;
  /** Absent where the application says nothing of it. */
  readonly said?: string;
  /** The two are not the same. Either may be out of date, and nobody is accused of anything by it. */
  readonly differs?: true;
};

/** An application, as somebody sent it and as a household. */
export type SaidByResident = { readonly application: Application; readonly identity: HouseholdIdentity; readonly today: Day };

type Row = { readonly register: Register; readonly row: RegisterRow };

const fact = (label: string, held: string | undefined, said?: { readonly words: string; readonly isSame: boolean }): HeldFact[] =>
  held === undefined ? [] : [{ label, held, ...(said && { said: said.words, ...(!said.isSame && { differs: true as const }) }) }];

const dayWords = (day: Day | undefined) => day && formatDay(day);
const yesNo = (is: boolean | undefined) => (is === undefined ? undefined : is ? "Yes" : "No");
const isOn = (from: Day | undefined, until: Day | undefined, today: Day) =>
  (from === undefined || from <= today) && (until === undefined || until >= today);

const homeWords = ({ line1, line2, town, postcode }: Omit<RegisterHome, "uprn"> & { readonly uprn?: unknown }) =>
  [line1, line2, town, postcode].filter((line) => line).join(", ");

const counted = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

const adultFrom = 18;
const adultsSaid = ({ application, today }: SaidByResident) =>
  application.people.filter((person) => ageOf(person, today) >= adultFrom).length;

const home = ({ home }: RegisterRow, { application: { address } }: SaidByResident): HeldFact[] => {
  if (!home) return [];
  if (address.kind !== "settled") return fact("Address", homeWords(home), { words: "No settled address", isSame: false });
  const units = unitsAt({ kind: "settled", ...home });
  const isSame = unitsAt(address).some((unit) => units.includes(unit));
  return fact("Address", homeWords(home), { words: isSame ? "The same home" : homeWords(address), isSame });
};

/** People of the row beside its first, told apart from those whom the application has. */
const others = (label: string, { register, row }: Row, { identity }: SaidByResident): HeldFact[] => {
  const listed = identityOfRow(register, row);
  const found = new Set(samePeople(identity, listed).map(({ other }) => other.personId));
  return listed.people
    .filter(({ relationship }) => relationship === "partner")
    .flatMap(({ name, personId }) => {
      const isSame = found.has(personId);
      return fact(label, name, { words: isSame ? "In the application" : "Not in the application", isSame });
    });
};

const benefit = (
  label: string,
  held: string | undefined,
  isHeld: boolean,
  code: keyof typeof benefits,
  { application }: SaidByResident,
) => {
  const isSaid = application.money.benefits.includes(code);
  return fact(label, held, {
    words: isSaid ? `They get ${benefits[code]}` : `${benefits[code]} is not among their benefits`,
    isSame: isSaid === isHeld,
  });
};

const discount = ({ discount: type, discountFrom, discountUntil }: HeldFacts, said: SaidByResident): HeldFact[] => {
  if (type === undefined) return [];
  const days = [discountFrom && `from ${formatDay(discountFrom)}`, discountUntil && `until ${formatDay(discountUntil)}`].filter(
    (part) => part,
  );
  const held = [type, ...days].join(", ");
  if (!/single|sole|spd\b/i.test(type) || !isOn(discountFrom, discountUntil, said.today)) return fact("Discount", held);
  const adults = adultsSaid(said);
  return fact("Discount", held, { words: counted(adults, "adult lives there", "adults live there"), isSame: adults <= 1 });
};

/** A week's rent and a month's costs are one where they are a fifth apart at most: months are uneven, and people round. */
const isAboutTheSame = (weekly: Pence, monthly: number): boolean => {
  const held = (weekly * 52) / 12;
  return Math.abs(held - monthly) <= Math.max(held, monthly) / 5;
};

const rent = ({ weeklyRent }: HeldFacts, { application: { money } }: SaidByResident): HeldFact[] => {
  if (weeklyRent === undefined) return [];
  const said = money.monthlyHousingCosts;
  return fact(
    "Rent",
    `${formatToThePenny(weeklyRent)} a week`,
    said === undefined
      ? undefined
      : { words: `${formatPounds(said)} a month for rent or mortgage`, isSame: isAboutTheSame(weeklyRent, said) },
  );
};

const helpSaid = ({ application }: SaidByResident) => application.circumstances.helpFrom;

const kindFacts: { readonly [K in RegisterKind]: (found: Row, said: SaidByResident) => readonly HeldFact[] } = {
  awardList: ({ row }, said) => {
    const { amount, awardedOn, need, scheme } = row.facts;
    const helped = helpSaid(said);
    const words =
      helped &&
      (helped.length > 0
        ? `Helped already by ${helped.map((code) => otherSchemes[code].toLowerCase()).join(", ")}`
        : "Named no other scheme that helps");
    const held = [amount === undefined ? undefined : formatToThePenny(amount), dayWords(awardedOn) && `on ${dayWords(awardedOn)}`].filter(
      (part) => part,
    );
    return [
      ...fact("Award", held.join(" "), words === undefined ? undefined : { words, isSame: (helped ?? []).length > 0 }),
      ...fact("For", need),
      ...fact("Scheme", scheme),
      ...home(row, said),
    ];
  },
  councilTax: (found, said) => {
    const { facts } = found.row;
    const { benefit: isOnBenefit } = facts;
    return [
      ...fact("Liable since", dayWords(facts.liableFrom)),
      ...others("Also liable", found, said),
      ...home(found.row, said),
      ...discount(facts, said),
      ...fact("Disregard", facts.disregard),
      ...fact("Exemption", facts.exemption),
      ...(isOnBenefit === undefined ? [] : benefit("Council Tax Support", yesNo(isOnBenefit), isOnBenefit, "councilTaxSupport", said)),
      ...fact("Reduction for a disability", yesNo(facts.disabledReduction)),
      ...fact("Band", facts.band),
    ];
  },
  housingBenefit: (found, said) => {
    const { facts } = found.row;
    const { claimedFrom, claimedUntil, weeklyAmount } = facts;
    const isClaimed = isOn(claimedFrom, claimedUntil, said.today);
    const days = [claimedFrom && `from ${formatDay(claimedFrom)}`, claimedUntil && `until ${formatDay(claimedUntil)}`].filter(
      (part) => part,
    );
    const held = [weeklyAmount === undefined ? "A claim" : `${formatToThePenny(weeklyAmount)} a week`, ...days].join(", ");
    return [
      ...benefit("Housing Benefit", held, isClaimed, "housingBenefit", said),
      ...rent(facts, said),
      ...fact("Tenure", facts.tenure),
      ...others("Partner", found, said),
      ...home(found.row, said),
    ];
  },
  freeSchoolMeals: ({ register, row }, said) => {
    const { child, school, eligibleUntil } = row.facts;
    const helped = helpSaid(said);
    const isSaid = helped?.includes("freeSchoolMeals");
    const isEligible = isOn(undefined, eligibleUntil, said.today);
    const listed = samePeople(said.identity, identityOfRow(register, row)).some(({ other }) => other.personId === "child");
    return [
      ...fact(
        "Free school meals",
        eligibleUntil ? `Until ${formatDay(eligibleUntil)}` : "Yes",
        isSaid === undefined
          ? undefined
          : { words: isSaid ? "Helped already by free school meals" : "Did not name free school meals", isSame: isSaid === isEligible },
      ),
      ...fact("Child", child?.name, { words: listed ? "In the application" : "Not in the application", isSame: listed }),
      ...fact("School", school),
    ];
  },
};

/** The facts of a row, each beside the resident’s own answer. */
export const heldFacts = (found: Row, said: SaidByResident): readonly HeldFact[] => kindFacts[found.register.kind](found, said);
