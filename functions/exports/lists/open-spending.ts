import { londonDay } from "../../../shared/domain/dates.ts";
import type { LedgerEntry } from "../../../shared/domain/ledger/ledger.ts";
import { fulfillers, wayOf } from "../../../shared/domain/line/fulfiller.ts";
import { type Line, lineIdOf } from "../../../shared/domain/line/line.ts";
import { pence, zeroPence } from "../../../shared/domain/money.ts";
import { categoryOf } from "../../../shared/domain/scheme/scheme.ts";
import { fromLedger, type ReadRows, type RowOf, schemeOf } from "../list-rows.ts";

const over = pence(500_00);

/** The transparency code's own words for a person. */
const redacted = "REDACTED PERSONAL DATA";

const merchantCategories = {
  bank: "Financial help to households",
  provider: "Financial help to households",
  supplier: "Household goods",
  partner: "Voluntary and community organisations",
} as const;

const sharePaid = ({ from, to, amount }: LedgerEntry) => (to === "paid" ? amount : from === "paid" ? -amount : 0);

/** Money by the bank or by a code goes to a person, and so may a landlord be one: only suppliers and partners are named. */
const beneficiaryOf = (line: Line | undefined): string => {
  const way = line?.fulfiller && wayOf(line.fulfiller);
  return line?.fulfiller && (way === "supplier" || way === "partner") ? fulfillers[line.fulfiller].label : redacted;
};

/** Reads the payments, and the money of theirs that came back, below zero: so the file adds up to the ledger. */
export const readOpenSpending: ReadRows<"openSpending"> = fromLedger<RowOf<"openSpending">>(
  ["STEP", "MONEYBACK"],
  async (entries, asked, ports) => {
    const scheme = await schemeOf(asked, ports);
    const wanted = entries.filter((entry) => entry.amount > over && sharePaid(entry) !== 0);
    const lines = await ports.rows.lines(wanted.flatMap(({ award }) => award ?? []));
    return {
      rows: wanted.map((entry) => {
        const line = entry.award && lines.get(lineIdOf(entry.award.awardId, entry.award.line));
        const way = line?.fulfiller && wayOf(line.fulfiller);
        return {
          date: londonDay(new Date(entry.at)),
          department: scheme.about.name,
          beneficiary: beneficiaryOf(line),
          purpose: `${categoryOf(scheme, entry.category)?.label ?? entry.category}: ${entry.why}`,
          amount: sharePaid(entry),
          vat: zeroPence,
          merchantCategory: merchantCategories[way ?? "bank"],
        };
      }),
    };
  },
);
