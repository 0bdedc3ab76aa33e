import { type Measure, measures } from "../../shared/domain/axes.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { type Place, placeName } from "../../shared/domain/return/check-failure.ts";
import type { ComputedReturn } from "../../shared/domain/return/computed-return.ts";
import type { ReturnLayout } from "../../shared/domain/return/layout.ts";
import { type PreparedReturn, type ReturnState, returnStates } from "../../shared/domain/return/prepared-return.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";

const colours: { readonly [S in ReturnState]: string } = {
  counting: "blue",
  prepared: "yellow",
  certified: "turquoise",
  filed: "green",
  sentBack: "red",
  replaced: "grey",
};
export const stateOf = ({ state }: Pick<PreparedReturn, "state">) => ({ text: returnStates[state], colour: colours[state] });

export const figureText = (measure: Measure, value: number): string =>
  measure === "spend" ? formatToThePenny(pence(value)) : value.toLocaleString("en-GB");

/** "Interim return", or "Interim return, correction 1" of a filed one. */
export const returnName = ({ number }: Pick<PreparedReturn, "number">, { name }: Pick<ReturnLayout, "name">): string =>
  number > 1 ? `${name}, correction ${number - 1}` : name;

type Named = { readonly code: string; readonly label: string };
const labelIn = (headings: readonly Named[], code: string | undefined) => headings.find((heading) => heading.code === code)?.label ?? code;

/** A cell in words: "Spend by category: Food, spend". */
export const placeInWords = (at: Place, layout: ReturnLayout, computed: Pick<ComputedReturn, "tables"> | undefined): string => {
  const table = layout.tables.find(({ code }) => code === at.table);
  if (!table) return at.table === "returns" ? layout.name : placeName(at);
  const shown = computed?.tables.find(({ code }) => code === at.table);
  const field = layout.fields.find((one) => one.table === at.table && one.code === at.row);
  const parts = [
    field?.label ?? labelIn(shown?.rows ?? [], at.row),
    labelIn(shown?.columns ?? [], at.column),
    at.measure && measures[at.measure],
  ];
  const named = [...new Set(parts.filter((part) => part !== undefined))];
  return named.length > 0 ? `${table.title}: ${named.join(", ")}` : table.title;
};

export const preparedByYouWords = separationWords({ did: "prepareReturn", does: "certifyReturn" });

export const otherThanSeenWords =
  "The return is not the one that you saw: somebody has typed on it since. Look at it as it is now, and certify that.";
export const checksFailWords = "Checks fail, so nobody can certify this return. Each says at its cell what is wrong and what mends it.";
export const sentOtherwiseWords = "This form was sent before with other details. Open it afresh and send it again.";
export const staleWords =
  "Somebody else has typed on this return since you opened it. Your words stand in the boxes below: look, and save again.";

/** Why a step cannot be taken, and what can. */
export const notNowWords = ({ state, certificate, filing, sentBack }: PreparedReturn): string => {
  switch (state) {
    case "counting":
      return "The figures of this return are still being counted. Wait until they are there.";
    case "prepared":
      return "This return waits for its certificate. The Section 151 officer certifies it first.";
    case "certified":
      return `${certificate?.by.name} has certified this return${certificate ? ` on ${formatInstant(certificate.at)}` : ""}. Finance files it, or the Section 151 officer sends it back.`;
    case "filed":
      return `${filing?.by.name} has filed this return${filing ? ` on ${formatInstant(filing.at)}` : ""}. A filed return never changes: prepare a correction.`;
    case "sentBack":
      return `${sentBack?.by.name} has sent this return back${sentBack ? ` on ${formatInstant(sentBack.at)}` : ""}. Finance prepares it again.`;
    case "replaced":
      return "Finance has prepared this return again. Open the newest one.";
  }
};
