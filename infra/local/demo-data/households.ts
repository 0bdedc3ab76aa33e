import { createHash } from "node:crypto";
import type { ApplicationInput, OtherScheme } from "../../../shared/domain/application.ts";
import { addDays, type Day } from "../../../shared/domain/dates.ts";
import type { ReferralReason, ServiceCode } from "../../../shared/domain/directory/directory.ts";
import { caseIdFrom } from "../../../shared/domain/ids.ts";
import { schemeOn } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { type DemoItem, type Kind, kindsOfSupport, stories } from "./kinds-of-support.ts";
import { payeeFor } from "./payees.ts";
import { peopleOf } from "./people.ts";
import { type Chance, chanceFrom } from "./random.ts";

export type DemoDecision =
  | {
      readonly kind: "award";
      readonly items: readonly DemoItem[];
      readonly referral?: { service: ServiceCode; reasons: ReferralReason[]; asks: string };
    }
  | { readonly kind: "refuse"; readonly because: "helpedElsewhere" | "noAnswer" | "withdrawn" | "savingsWithinLimit" }
  | { readonly kind: "ask"; readonly question: string }
  | { readonly kind: "leave" };

export type DemoApplication = {
  readonly at: Date;
  readonly decidedAt: Date;
  readonly application: ApplicationInput;
  readonly decision: DemoDecision;
};
export const demoCaseId = ({ application: { people, address }, at: submittedAt }: DemoApplication): string =>
  caseIdFrom(createHash("sha256").update(`${people[0]?.name} ${address.kind} ${submittedAt.toISOString()}`).digest());

/** One household's applications, in order of time. */
export type DemoHousehold = readonly DemoApplication[];

const streets = [
  "Arbour Lane",
  "Beacon Street",
  "Canal Walk",
  "Daimler Terrace",
  "Elm Court",
  "Foundry Road",
  "Garden Row",
  "Harnall Close",
  "Ivy Place",
  "Jubilee Crescent",
  "Kiln Street",
  "Loom Way",
  "Mill Rise",
  "Nuffield Gardens",
  "Orchard Mews",
  "Priory Street",
] as const;
const districts = ["CV1", "CV2", "CV2", "CV4", "CV5", "CV6", "CV6", "CV6", "CV3"] as const;
const questions = {
  energy: "How much is left on the meter, and which supplier is it?",
  other: "Could you tell us when the item broke and what you use now?",
};

/** The council's published shape: a third needed one award, a third two or three, a third four or more. */
const applicationsOf = (chance: Chance): number => {
  const share = chance.next();
  if (share < 0.36) return 1;
  if (share < 0.67) return chance.between(2, 3);
  return chance.between(4, 5);
};

const postcodeOf = (chance: Chance): string =>
  `${chance.oneOf(districts)} ${chance.between(1, 9)}${chance.oneOf(["A", "B", "D", "E", "F", "G", "H", "J", "L"])}${chance.oneOf(["A", "B", "D", "E", "F", "G", "H", "J", "L", "N", "P"])}`;

const decidedWithinDays = 3;

const schemeIs = (day: Day) => schemeOn(shippedSchemes, day)?.code;

/** A day on which one scheme stays open until the decision; two of three fall in winter. */
const openDay = (chance: Chance, from: Day, to: Day): Day => {
  for (;;) {
    const day = addDays(from, chance.between(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)));
    const month = Number(day.slice(5, 7));
    const isWinter = month >= 11 || month <= 3;
    if (schemeIs(day) && schemeIs(day) === schemeIs(addDays(day, decidedWithinDays)) && (isWinter || chance.happens(0.5))) return day;
  }
};

const at = (chance: Chance, day: Day): Date =>
  new Date(
    `${day}T${String(chance.between(8, 19)).padStart(2, "0")}:${String(chance.between(0, 59)).padStart(2, "0")}:${String(chance.between(0, 59)).padStart(2, "0")}Z`,
  );

const decide = (chance: Chance, kind: Kind, hasChildren: boolean): DemoDecision => {
  if (chance.happens(0.12)) return { kind: "refuse", because: chance.oneOf(["helpedElsewhere", "noAnswer", "withdrawn"]) };
  const referral = chance.happens(0.12)
    ? hasChildren
      ? {
          service: "earlyHelp" as const,
          reasons: ["debt", "housing"] as ReferralReason[],
          asks: "Please help the family with debt and housing.",
        }
      : kind.need === "energy"
        ? { service: "debtAdvice", reasons: ["debt"] as ReferralReason[], asks: "Please help with what is owed for energy." }
        : {
            service: "welfareRights" as const,
            reasons: ["incomeMaximisation"] as ReferralReason[],
            asks: "Please check that every benefit is claimed.",
          }
    : undefined;
  return {
    kind: "award",
    items: kind.items.map(({ code, amount }) => ({ code, amount: code === "fuelTopUp" && hasChildren ? amount + 20_00 : amount })),
    ...(referral && { referral }),
  };
};

/** The case list of a morning: the last days' applications, some with a question to the resident. */
const openDecision = (chance: Chance, kind: Kind): DemoDecision =>
  chance.happens(0.2) ? { kind: "ask", question: kind.need === "energy" ? questions.energy : questions.other } : { kind: "leave" };

const weighted = (chance: Chance): Kind => {
  const drawn = chance.next() * kindsOfSupport.reduce((total, { reach }) => total + reach, 0);
  const upTo = kindsOfSupport.map((_, index) => kindsOfSupport.slice(0, index + 1).reduce((total, { reach }) => total + reach, 0));
  return kindsOfSupport[upTo.findIndex((limit) => drawn < limit)] ?? kindsOfSupport[0];
};

type AskedLater = Pick<ApplicationInput, "publicFunds" | "payTo"> & {
  readonly rent?: number;
  readonly helpFrom?: OtherScheme[];
  readonly muchSaved?: number;
};

/** From this day the form asks for rent, other schemes, public funds and an account. */
const askedFrom: Day = "2026-04-01";

/** Uses a seed of its own, so that it changes no other part of a story. Nobody who needs advice first is paid here. */
const askedLater = (submittedAt: Date, people: ApplicationInput["people"], isOpen: boolean): AskedLater => {
  if (submittedAt.toISOString() < askedFrom) return {};
  const chance = chanceFrom(submittedAt.getTime());
  const hasChildren = people.some(({ relationship }) => relationship === "child");
  const rent = chance.happens(0.75) ? chance.between(250, 700) * 100 : 0;
  const helpFrom: OtherScheme[] = hasChildren && chance.happens(0.3) ? ["freeSchoolMeals"] : [];
  const noRecourse = isOpen && chance.happens(0.08) ? "yes" : chance.happens(0.04) ? "notSure" : "no";
  const hasMuchSaved = !isOpen && chance.happens(0.08);
  const payTo = payeeFor(chance, people[0]?.name ?? "");
  return {
    rent,
    helpFrom,
    publicFunds: { noRecourse },
    ...(payTo && { payTo }),
    ...(hasMuchSaved && { muchSaved: chance.between(65, 200) * 100_00 }),
  };
};

const refusedForSavings = (demo: DemoApplication, savings: number): DemoApplication => ({
  ...demo,
  application: { ...demo.application, money: { ...demo.application.money, savings } },
  decision: { kind: "refuse", because: "savingsWithinLimit" },
});

const household = (chance: Chance, today: Day, isOpenNow: boolean): DemoHousehold => {
  const people = peopleOf(chance, today);
  const hasChildren = people.some(({ relationship }) => relationship === "child");
  const address = {
    kind: "settled" as const,
    line1: `${chance.between(1, 140)} ${chance.oneOf(streets)}`,
    town: "Coventry",
    postcode: postcodeOf(chance),
  };
  const monthlyIncome = chance.between(350, 1_900) * 100;
  const past = Array.from({ length: applicationsOf(chance) }, () => openDay(chance, "2023-04-03", addDays(today, -8)));
  const days = [...past, ...(isOpenNow ? [addDays(today, -chance.between(1, 5))] : [])].sort();

  const applications = days.map((day, index): DemoApplication => {
    const isOpen = isOpenNow && index === days.length - 1;
    const kind = weighted(chance);
    const submittedAt = at(chance, day);
    const { rent, helpFrom, publicFunds, payTo, muchSaved } = askedLater(submittedAt, people, isOpen);
    const demo: DemoApplication = {
      at: submittedAt,
      decidedAt: new Date(submittedAt.getTime() + chance.between(2, 24 * decidedWithinDays - 24) * 3_600_000),
      application: {
        applicant: { role: "self" },
        people,
        address,
        money: {
          monthlyIncome,
          benefits: chance.happens(0.75) ? ["universalCredit", ...(hasChildren ? (["childBenefit"] as const) : [])] : [],
          savings: chance.between(0, 400) * 100,
          ...(rent !== undefined && { monthlyHousingCosts: rent }),
        },
        circumstances: {
          trigger: chance.oneOf(["suddenExpense", "dropInIncome", "atRisk"]),
          story: chance.oneOf(stories[kind.need] ?? ["Money has run out before the month has."]),
          without: chance.happens(0.2) ? ["heatingOrPower"] : [],
          ...(helpFrom && { helpFrom }),
        },
        wants: { needs: [kind.need] },
        ...(publicFunds && { publicFunds }),
        ...(payTo && { payTo }),
        contact: { ways: ["phone", "letter"], phone: `07700 900${String(chance.between(0, 999)).padStart(3, "0")}` },
        sharing: { agreed: true },
        declared: true,
      },
      decision: isOpen ? openDecision(chance, kind) : decide(chance, kind, hasChildren),
    };
    return muchSaved ? refusedForSavings(demo, muchSaved) : demo;
  });
  // One phone for life: somebody whose phone and account both change has to be compared with who they were.
  const contact = applications[0]?.application.contact;
  return applications.map((demo) => (contact ? { ...demo, application: { ...demo.application, contact } } : demo));
};

/** Households with all their applications up to today, the same for the same seed. One in ten has an open application. */
export const demoHouseholds = (count: number, today: Day, seed = 20260401): readonly DemoHousehold[] => {
  const chance = chanceFrom(seed);
  return Array.from({ length: count }, (_, index) => household(chance, today, index % 10 === 0));
};
