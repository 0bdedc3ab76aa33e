import { formatDay, formatInstant } from "../../shared/domain/dates.ts";
import { formatPounds, formatToThePenny, pence } from "../../shared/domain/money.ts";
import { type Statement, type StatementState, statementPeriods, statementStates } from "../../shared/domain/return/statement.ts";
import { leastShown } from "../../shared/domain/return/suppress.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

const colours = { counting: "blue", ready: "yellow", approved: "green", refused: "grey" } as const satisfies Record<StatementState, string>;
export const stateOf = ({ state }: Pick<Statement, "state">) => ({ text: statementStates[state], colour: colours[state] });

export const statementName = ({ period }: Pick<Statement, "period">, scheme: Scheme): string =>
  statementPeriods(scheme).find(({ code }) => code === period)?.label ?? scheme.about.name;

export const coversOf = ({ from, to }: { readonly from: string; readonly to: string }): string => `${formatDay(from)} to ${formatDay(to)}`;

export const sentOtherwiseWords = "This form was sent before with another choice. Open the page again to prepare another statement.";
export const tooSmallWords = `Fewer than ${leastShown} households were helped, so the statement would tell of single people. It cannot be published.`;
export const newerIsPublicWords = "Newer figures of the same days are public already. Say why this statement is not published.";

export const notNowWords = ({ state, settled }: Statement): string => {
  const said = settled && `${settled.by.name} on ${formatInstant(settled.at)}`;
  switch (state) {
    case "counting":
      return "Its figures are still being counted. Open the page again in a minute.";
    case "ready":
      return "It waits for a second person.";
    case "approved":
      return `It is public: approved by ${said}.`;
    case "refused":
      return `It is not published: ${said} said so. Prepare another one.`;
  }
};

/** The counting rule beside each figure, in the words of the public page. */
export const rules = {
  households:
    "Each household counts once, however many awards it had. If we find that two are one household, we count them once. An award that was taken back before it reached anyone does not count.",
  types: "A household counts once in each type of support that it had, so the types add up to more than the number of households.",
  awards: "An award is one decision to help. It can pay for several things.",
  grant: "What the government gave the council for this fund.",
  awarded: "What we have paid or promised to households, less what came back to us.",
  paid: "The part of it that has been paid, used or delivered.",
  otherSpend: "What we paid to services that help, and for running the fund.",
  left: "The grant less what we awarded and spent.",
  referrals: "Each time we asked another service to help somebody, with their agreement. One household may have had several.",
  hidden: `A figure below ${leastShown}, or one that would give such a figure away, is not shown, so that nobody can be recognised.`,
} as const;

export const notShown = "Not shown";

const number = new Intl.NumberFormat("en-GB");
export const countText = (count: number | undefined): string => (count === undefined ? notShown : number.format(count));
export const poundsText = (amount: number): string => (amount < 0 ? `−${formatPounds(pence(-amount))}` : formatPounds(pence(amount)));
export const toThePenny = (amount: number): string =>
  amount < 0 ? `−${formatToThePenny(pence(-amount))}` : formatToThePenny(pence(amount));

/** In whole percent, so that the shares can be said aloud. */
export const shareText = (part: number, whole: number): string => `${Math.round((part / whole) * 100)}%`;
