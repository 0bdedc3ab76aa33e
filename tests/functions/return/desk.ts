import { createCountReturn } from "../../../functions/return/count-return.ts";
import { createReturn } from "../../../functions/return/return.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { computeReturn } from "../../../shared/domain/return/compute-return.ts";
import type { CountedLine, MoneyMove, Move } from "../../../shared/domain/return/counted-line.ts";
import { layoutOf, type ReturnLayout } from "../../../shared/domain/return/layout.ts";
import type { LineBook, Window } from "../../../shared/domain/return/line-book.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoLineBooks } from "../../../shared/store/line-book.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoNights } from "../../../shared/store/nights.ts";
import { dynamoReturns } from "../../../shared/store/returns.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf } from "../../examples.ts";
import { origin, tokensOf } from "../../http.ts";
import { deliverTo, insertsIn, queueOn } from "../../stream.ts";

export const dev: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
export const kofi: Principal = { id: "finance-2", name: "Kofi Mensah", roles: ["finance"] };
export const erin: Principal = { id: "s151-1", name: "Erin Walsh", roles: ["s151"] };
export const mina: Principal = { id: "s151-2", name: "Mina Okafor", roles: ["s151"] };
/** Holds both roles, so only the table of separations keeps them from certifying their own return. */
export const both: Principal = { id: "both-1", name: "Robin Both", roles: ["finance", "s151"] };
export const auditor: Principal = { id: "auditor-1", name: "Gareth Lloyd", roles: ["auditor"] };
export const manager: Principal = { id: "manager-1", name: "Mina Ford", roles: ["schemeManager"] };
export const approver: Principal = { id: "approver-1", name: "Carol Evans", roles: ["approver", "finance"] };

const shipped = newestVersion(shippedSchemes, "CRF") as Scheme;
const code = "YEAR_2026_27";
const days = { from: "2026-04-01", to: "2026-10-31" } as const;
const laterDays = { from: "2026-04-01", to: "2026-11-15" } as const;

/** The fund with one return that is over, and a later one. Every row is verified, and every table is known. */
export const returnScheme: Scheme = {
  ...shipped,
  returns: shipped.returns
    .filter((row) => row.code === code)
    .flatMap((row) => [
      { ...row, ...days, verified: true },
      { ...row, ...laterDays, code: "LATER", name: "Later return", verified: true },
    ]),
  returnTables: shipped.returnTables
    .filter(({ known }) => known)
    .map((table) => ({
      ...table,
      returns: table.returns.includes(code) ? [...table.returns, "LATER"] : table.returns,
      verified: true,
    })),
  administration: shipped.administration.map((line) => ({ ...line, verified: true })),
};
export const returnCode = code;
export const window: Window = { ...days, asOf: "2026-11-20T09:59:30.000Z" };
export const layout = layoutOf(returnScheme, code) as ReturnLayout;

export const typed: Readonly<Record<string, string>> = {
  "AUTHORITY.authority": "Coventry City Council",
  "PERIOD.returnedOn": "2026-11-20",
  "SECTION_151.s151Name": "Erin Walsh",
  "SECTION_151.s151Email": "erin@example.org",
  "CONTACT.contactName": "Dev Shah",
  "CONTACT.contactEmail": "dev@example.org",
};

let moves = 0;
export const moveOf = (kind: Move["kind"], at: string, { paid = 0, committed = 0 }: { paid?: number; committed?: number }): Move => {
  moves += 1;
  return { entryId: `e${moves}`, kind, day: londonDay(new Date(at)), at, paid, committed };
};

const idOf = (number: number) => `0000-0000-${String(number).padStart(4, "0")}`;

/** A fuel top-up of £49 that was awarded and paid in May, unless a test says otherwise. */
export const lineOf = (number: number, changes: Partial<CountedLine> = {}): CountedLine => ({
  awardId: `${idOf(number)}-A1`,
  caseId: idOf(number),
  householdId: `H-${number}`,
  line: 0,
  scheme: "CRF",
  category: "CRISIS_PAYMENT",
  period: "whole",
  pot: "ordinary",
  item: "fuelTopUp",
  label: "Fuel top-up",
  delivery: "CASH",
  cuts: { composition: number % 2 ? ["CHILDREN"] : [], route: "APPLICATION", familyType: "single", ageGroup: "35-44" },
  moves: [
    moveOf("award", "2026-05-10T09:00:00.000Z", { committed: 49_00 }),
    moveOf("payment", "2026-05-12T09:00:00.000Z", { paid: 49_00, committed: -49_00 }),
  ],
  ...changes,
});

export const bookOf = (lines: readonly CountedLine[], money: readonly MoneyMove[] = []): LineBook => ({
  lines,
  money,
  joins: [],
  readTo: "2027-12-31T00:00:00.000Z",
});

export const tenLines = Array.from({ length: 10 }, (_, number) => lineOf(number + 1));

/** A correction recorded after the return was filed: the money of a line came back. */
export const comeBack = (line: CountedLine, at: string): CountedLine => ({
  ...line,
  moves: [...line.moves, moveOf("repayment", at, { paid: -49_00 })],
});

export const computedOf = (lines: readonly CountedLine[] = tenLines) => computeReturn(layout, returnScheme, bookOf(lines), window);

/** The book that the room and its queue read; a test puts later entries into it. */
export type Shelf = { book: LineBook; scheme: Scheme };
export const shelfOf = (lines: readonly CountedLine[] = tenLines): Shelf => ({ book: bookOf(lines), scheme: returnScheme });

const schemesOn = (shelf: Shelf) => ({ book: async () => [shelf.scheme], freshBook: async () => [shelf.scheme] });

export const returnOn = (table: Table, shelf: Shelf) =>
  createReturn({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(dev, kofi, erin, mina, both, auditor, manager, approver),
    returns: dynamoReturns(table),
    schemes: schemesOn(shelf),
    money: dynamoMoney(table),
    nights: dynamoNights(table),
    books: { kept: async () => shelf.book, standing: dynamoLineBooks(table).standing },
  });

/** Delivers every count that was asked for. One that was counted before comes again, as queues bring things. */
export const countAll = async (table: Table, shelf: Shelf, now = aDayInCrf) => {
  const consumer = createCountReturn({
    returns: dynamoReturns(table),
    schemes: schemesOn(shelf),
    books: { upTo: async () => shelf.book },
    queue: queueOn(table),
  });
  return deliverTo(consumer, await insertsIn(table, "COUNTASKED#", now), undefined, now);
};
