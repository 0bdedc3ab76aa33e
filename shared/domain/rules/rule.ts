import type { ParameterValue, Scheme } from "../scheme/scheme.ts";
import type { Facts } from "./facts.ts";

export type Verdict = "pass" | "fail" | "refer";

export type Inputs = { readonly [name: string]: string | number | boolean | readonly string[] };

export type Finding = {
  readonly verdict: Verdict;
  /** For staff, with the figures. */
  readonly because: string;
  /** Only beside "refer": stops every award while it stands. */
  readonly holds?: true;
  /** The facts and settings that decided. */
  readonly inputs: Inputs;
};

/** A setting that a scheme chooses. Amounts are pence. */
export type Parameter =
  | { readonly kind: "pence"; readonly label: string }
  | { readonly kind: "count"; readonly label: string; readonly least: number; readonly most: number }
  | { readonly kind: "yesNo"; readonly label: string }
  | { readonly kind: "choice"; readonly label: string; readonly options: { readonly [value: string]: string } }
  | { readonly kind: "choices"; readonly label: string; readonly options: { readonly [value: string]: string } }
  /** The code of a piece of evidence in the scheme. Empty where the scheme asks for none. */
  | { readonly kind: "evidence"; readonly label: string };

type ValueOf<P extends Parameter> = P extends { kind: "pence" | "count" }
  ? number
  : P extends { kind: "yesNo" }
    ? boolean
    : P extends { kind: "choices" }
      ? readonly string[]
      : string;

export type Parameters = { readonly [name: string]: Parameter };
type ValuesOf<P extends Parameters> = { readonly [N in keyof P]: ValueOf<P[N]> };

export type Settings = { readonly [name: string]: ParameterValue };

type Named<N extends string> = {
  readonly name: N;
  readonly version: number;
  readonly says: string;
  /** Tells a resident why, when the rule stands in the way. */
  readonly toResident: string;
  /** The few questions before an application answer it. */
  readonly isAnsweredBefore: boolean;
  /** A person may refuse for this reason. Rules that only hold an award up refuse nobody. */
  readonly canRefuse: boolean;
  /** Why no scheme can do without it. A check of every path must be a rule too: else it has no reason for a refusal. */
  readonly alwaysOn?: string;
};

/** A pure rule. To change its results, add a version beside it: schemes that were published with this one keep it. */
export type Rule<N extends string = string> = Named<N> & {
  readonly parameters: Parameters;
  readonly find: (facts: Facts, settings: Settings, scheme: Scheme) => Finding;
};

/** Gives each parameter the type of its kind. */
type DeclaredRule<P extends Parameters, N extends string> = Named<N> & {
  readonly parameters: P;
  readonly find: (facts: Facts, parameters: ValuesOf<P>, scheme: Scheme) => Finding;
};

export const rule = <const P extends Parameters, const N extends string>(declared: DeclaredRule<P, N>): Rule<N> => ({
  ...declared,
  // Publishing a document holds its settings to the rule's kinds.
  find: (facts, settings, scheme) => declared.find(facts, settings as ValuesOf<P>, scheme),
});

export const pass = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "pass", because, inputs });

export const fail = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "fail", because, inputs });

export const refer = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "refer", because, inputs });

/** Stops every award until a person has looked. */
export const hold = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "refer", because, holds: true, inputs });

const and = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** “Food” and “Water bills”: quoted, since the names themselves hold commas and "or". */
export const quotedList = (names: readonly string[]): string => and.format(names.map((name) => `“${name}”`));
