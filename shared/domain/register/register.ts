import * as z from "zod/mini";
import type { Encoding } from "../csv/decode-text.ts";
import { addMonths, type Day, formatDay, isDay } from "../dates.ts";
import { foldLetters } from "../fold-letters.ts";
import type { Actor } from "../principal.ts";
import { codesInWords, says } from "../says.ts";
import { lineText, longText } from "../text.ts";

/** Kinds of lists of people that another office keeps. */
export const registerKinds = {
  awardList: "Awards of another scheme or council",
  councilTax: "Council tax",
  housingBenefit: "Housing Benefit",
  freeSchoolMeals: "Free school meals",
} as const;
export type RegisterKind = keyof typeof registerKinds;

/** Article 6 of the UK GDPR. */
export const lawfulBases = {
  publicTask: "Public task (UK GDPR Article 6(1)(e))",
  legalObligation: "Legal obligation (UK GDPR Article 6(1)(c))",
  consent: "Consent of the people on the list (UK GDPR Article 6(1)(a))",
  vitalInterests: "Vital interests (UK GDPR Article 6(1)(d))",
} as const;
export type LawfulBasis = keyof typeof lawfulBases;

export const registerStates = {
  checked: "Checked, not loaded",
  loading: "Loading",
  loaded: "Loaded",
  ending: "Being deleted",
  ended: "Deleted",
} as const;
export type RegisterState = keyof typeof registerStates;

const oneOf = <T extends Record<string, string>>(options: T, what: string, error: string) =>
  says(z.enum(Object.keys(options) as [keyof T & string, ...(keyof T & string)[]], { error }), `${what}: ${codesInWords(options)}.`);

const day = (what: string, name: string) =>
  says(z.string({ error: `Enter ${name}` }).check(z.refine(isDay, `Enter ${name}`)), what, { format: "date" });

/** The scheme manager’s description of a list, before its file is read. */
export const registerTermsShape = {
  kind: oneOf(registerKinds, "What the list is about", "Select what the list is about"),
  origin: lineText("where the list is from", 100),
  lawfulBasis: oneOf(lawfulBases, "The lawful basis of using it", "Select the lawful basis"),
  agreement: longText("what allows this use", 300),
  dated: day("The day whose facts the list holds.", "the day that the list was made"),
  usedUntil: day("The last day on which it may be used. It is deleted after that day.", "the last day on which it may be used"),
};
export type RegisterTerms = {
  readonly kind: RegisterKind;
  readonly origin: string;
  readonly lawfulBasis: LawfulBasis;
  /** The agreement, notice or law that allows it, in somebody's own words. */
  readonly agreement: string;
  readonly dated: Day;
  readonly usedUntil: Day;
};

/** One file of a list. A list too large for one upload comes in several. */
export type RegisterFile = {
  /** Follows from what is in it: the same file again is the same. */
  readonly fileId: string;
  readonly rows: number;
  /** Its rows are kept, and loaded, in so many parts. */
  readonly parts: number;
  readonly readAs: Encoding;
  /** Columns that nothing here reads. Their cells are not kept. */
  readonly ignored?: readonly string[];
  /** Rows in which single letters were damaged and mended. */
  readonly mended?: readonly number[];
  /** Rows whose UPRN a spreadsheet had shortened. They are matched without it. */
  readonly withoutUprn?: number;
};

/** A list of people that somebody else keeps, and by what right it is used. It names nobody of the list. */
export type Register = RegisterTerms & {
  readonly registerId: string;
  readonly state: RegisterState;
  readonly version: number;
  readonly rows: number;
  readonly files: readonly RegisterFile[];
  readonly uploadedBy: Actor;
  readonly uploadedAt: string;
  readonly loadedBy?: Actor;
  readonly loadedAt?: string;
  readonly endedBy?: Actor;
  readonly endedAt?: string;
  readonly endReason?: string;
};

const registerIdPattern = /^\d{4}-\d{2}-\d{2}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
export const isRegisterId = (text: string): boolean => registerIdPattern.test(text);

/** Facts about people go stale, and nobody may keep them for longer than they need them. */
export const monthsOfUse = 12;

type TermProblem = { readonly path: readonly ["dated" | "usedUntil"]; readonly message: string };

export const registerTermProblems = ({ dated, usedUntil }: Pick<RegisterTerms, "dated" | "usedUntil">, today: Day): TermProblem[] => {
  const latest = addMonths(dated, monthsOfUse);
  const problems: TermProblem[] = [];
  if (dated > today) problems.push({ path: ["dated"], message: "The day that the list was made cannot be in the future" });
  if (usedUntil < today) problems.push({ path: ["usedUntil"], message: "The last day on which it may be used cannot be in the past" });
  else if (usedUntil > latest && dated <= today)
    problems.push({
      path: ["usedUntil"],
      message: `A list may be used for ${monthsOfUse} months from the day that it was made: until ${formatDay(latest)} at the latest`,
    });
  return problems;
};

const sameOrigin = (one: Register, other: Register): boolean =>
  one.kind === other.kind && foldLetters(one.origin).trim() === foldLetters(other.origin).trim();

const isNewer = (one: Register, than: Register): boolean => {
  const order = (register: Register) => `${register.dated} ${register.loadedAt ?? ""} ${register.registerId}`;
  return order(one) > order(than);
};

/** A newer list of the same kind from the same place, which takes over the moment all of it is loaded. */
export const takenOverBy = (register: Register, all: readonly Register[]): Register | undefined =>
  all.find((other) => other.state === "loaded" && sameOrigin(other, register) && isNewer(other, register));

/** The lists that may be looked at on a day: loaded to the last row, still allowed, and the newest from their place. */
export const registersInUse = (all: readonly Register[], today: Day): readonly Register[] => {
  const usable = all.filter(({ state, usedUntil }) => state === "loaded" && usedUntil >= today);
  return usable.filter((register) => takenOverBy(register, usable) === undefined);
};
