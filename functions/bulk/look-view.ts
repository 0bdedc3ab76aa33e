import { formatDay } from "../../shared/domain/dates.ts";
import { formatToThePenny } from "../../shared/domain/money.ts";
import { rowsToAward, type SampleRow } from "../../shared/domain/run/look.ts";
import type { RunNow } from "./read-run.ts";

const numbers = (rows: readonly number[], inAll = rows.length): string =>
  `${rows.join(", ")}${inAll > rows.length ? ` and ${inAll - rows.length} more` : ""}`;

/** The part of the page to look at before approving. Undefined until the check has ended. */
export const lookView = ({ run, look, outcomes }: RunNow) => {
  if (!look) return undefined;
  const byRow = new Map(outcomes.map((outcome) => [outcome.row, outcome]));
  const { since, places, placesInAll } = look;
  const rowsHref = (show: string) => `/runs/${run.runId}?show=${show}#rows`;
  return {
    since: since && {
      title: since.title,
      href: `/runs/${since.runId}`,
      count: since.newRows.length.toLocaleString("en-GB"),
      of: rowsToAward(outcomes).length.toLocaleString("en-GB"),
      rowsHref: since.newRows.length > 0 && rowsHref("new"),
    },
    places: places.map(({ shown, rows, rowsInAll, before, elsewhere = 0 }) => ({
      shown,
      elsewhere: elsewhere > 0 ? elsewhere.toLocaleString("en-GB") : "None",
      rows: numbers(rows, rowsInAll),
      before: before.length > 0 ? numbers(before) : "None",
    })),
    placesInAll,
    sharingHref: rowsHref("sharing"),
    largest: look.largest.flatMap((row) => {
      const { name = "", amount } = byRow.get(row) ?? {};
      return amount === undefined ? [] : [{ row, name, amount: formatToThePenny(amount) }];
    }),
    sample: look.sample.map((sample) => ({
      row: sample.row,
      name: byRow.get(sample.row)?.name ?? "",
      caseId: sample.caseId,
      lines: detailsOf(sample),
    })),
  };
};

const detailsOf = ({ read }: SampleRow): readonly { readonly label: string; readonly value: string }[] => {
  if (!read) return [];
  const { reference, dateOfBirth, address, children, phone, email, payTo } = read;
  const shown = {
    Reference: reference,
    "Date of birth": formatDay(dateOfBirth),
    Address: [address.line1, address.line2, address.town, address.postcode].filter(Boolean).join(", "),
    Children: children?.toString(),
    Phone: phone,
    Email: email,
    "Paid to": payTo,
  };
  return Object.entries(shown).flatMap(([label, value]) => (value ? [{ label, value }] : []));
};
