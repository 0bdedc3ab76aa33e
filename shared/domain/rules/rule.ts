import type { ParameterValue, Scheme } from "../scheme/scheme.ts";
import type { Facts } from "./facts.ts";

/** A rule passes, fails, or asks that a person looks. */
export type Verdict = "pass" | "fail" | "refer";

export type Inputs = { readonly [name: string]: string | number | boolean | readonly string[] };

export type Finding = {
  readonly verdict: Verdict;
  /** Why, with the figures that it went by. For staff. */
  readonly because: string;
  /** Only ever beside "refer": no award can be made while this stands, whoever looks. */
  readonly holds?: true;
  /** The facts and settings that decided it. */
  readonly inputs: Inputs;
};

/** A setting of a rule that a scheme chooses: its words, its kind and what it may be. Amounts are pence. */
export type Parameter =
  | { readonly kind: "pence"; readonly label: string }
  | { readonly kind: "count"; readonly label: string; readonly least: number; readonly most: number }
  | { readonly kind: "yesNo"; readonly label: string }
  | { readonly kind: "choice"; readonly label: string; readonly options: { readonly [value: string]: string } }
  | { readonly kind: "choices"; readonly label: string; readonly options: { readonly [value: string]: string } }
  /** The code of a piece of evidence that the scheme asks for. */
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

/** What a scheme's document set for a rule, by name. */
export type Settings = { readonly [name: string]: ParameterValue };

type Named<N extends string> = {
  readonly name: N;
  readonly version: number;
  /** What must be true, in one sentence. */
  readonly says: string;
  /** What a resident is told when the rule stands in the way. */
  readonly toResident: string;
  /** Answerable from the few questions that are asked before an application. */
  readonly isAnsweredBefore: boolean;
  /** A person may give it as the reason for a refusal. What only holds an award up is nobody's ineligibility. */
  readonly canRefuse: boolean;
};

/**
 * One rule: pure, named, and said in one sentence. A rule whose results would change is another version beside this
 * one, so that whatever was published with this version goes on as it was.
 */
export type Rule<N extends string = string> = Named<N> & {
  readonly parameters: Parameters;
  readonly find: (facts: Facts, settings: Settings, scheme: Scheme) => Finding;
};

/** As a rule's own file declares it: each parameter has the type of its kind. */
type DeclaredRule<P extends Parameters, N extends string> = Named<N> & {
  readonly parameters: P;
  readonly find: (facts: Facts, parameters: ValuesOf<P>, scheme: Scheme) => Finding;
};

export const rule = <const P extends Parameters, const N extends string>(declared: DeclaredRule<P, N>): Rule<N> => ({
  ...declared,
  // A document's settings were held to the rule's kinds before the document was published.
  find: (facts, settings, scheme) => declared.find(facts, settings as ValuesOf<P>, scheme),
});

export const pass = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "pass", because, inputs });

export const fail = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "fail", because, inputs });

export const refer = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "refer", because, inputs });

/** Asks a person to look, and stops every award until they have. */
export const hold = (because: string, inputs: Inputs = {}): Finding => ({ verdict: "refer", because, holds: true, inputs });

const and = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** “Food” and “Water bills”: quoted, since the names themselves hold commas and "or". */
export const quotedList = (names: readonly string[]): string => and.format(names.map((name) => `“${name}”`));
