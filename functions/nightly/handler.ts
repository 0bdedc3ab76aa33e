import { readEnvironment, secretReader } from "../../shared/environment.ts";
import { dynamoBooks } from "../../shared/store/books.ts";
import { dynamoBudgetDays } from "../../shared/store/budget-days.ts";
import { carryMoney } from "../../shared/store/carry-money.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDestinations } from "../../shared/store/destinations.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { accountsKeyIn } from "../../shared/store/matching-keys.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoNights } from "../../shared/store/nights.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { httpProvider } from "../line/http-provider.ts";
import { createNightly, type NightlyStep } from "./nightly.ts";
import { carryForward } from "./steps/carry-forward.ts";
import { countLines } from "./steps/count-lines.ts";
import { expireVouchers } from "./steps/expire-vouchers.ts";
import { keepTheDay } from "./steps/keep-the-day.ts";
import { reconcileBooks } from "./steps/reconcile-books.ts";
import { repeatOrders } from "./steps/repeat-orders.ts";
import { serveWaitingLists } from "./steps/serve-waiting-lists.ts";
import { watchCancelledCodes } from "./steps/watch-cancelled-codes.ts";

const { TABLE_NAME, PROVIDER_URL, PROVIDER_KEY, MATCHING_KEY } = readEnvironment("nightly");
const table = dynamoTable(TABLE_NAME);
const schemes = dynamoSchemes(table);
const money = dynamoMoney(table);
const nights = dynamoNights(table);
const codes = {
  lines: dynamoLines(table),
  schemes,
  provider: httpProvider(PROVIDER_URL, secretReader(PROVIDER_KEY)),
  destinations: dynamoDestinations(table),
  matchingKey: accountsKeyIn(secretReader(MATCHING_KEY)),
};

/** In this order: the figures of the day are kept before money moves, money is back and carried before it is served, and the books are checked and read last. */
const steps: readonly NightlyStep[] = [
  {
    name: "keepTheDay",
    says: "Keep what every budget has awarded, for the present rate",
    run: (now) => keepTheDay(now, { schemes, money, days: dynamoBudgetDays(table) }),
  },
  {
    name: "repeatOrders",
    says: "Ask the provider again about codes that have not come",
    run: (now) => repeatOrders(now, codes),
  },
  {
    name: "expireVouchers",
    says: "Bring back the money of codes that were not used in time",
    run: (now) => expireVouchers(now, codes),
  },
  {
    name: "watchCancelledCodes",
    says: "Ask the provider whether somebody used a code whose money had come back",
    run: (now) => watchCancelledCodes(now, codes),
  },
  {
    name: "carryForward",
    says: "Carry what is left of a period that is over into the next",
    run: (now) => carryForward(now, { schemes, money, carry: carryMoney(table) }),
  },
  {
    name: "serveWaitingLists",
    says: "Have every waiting list served, since a period may have begun",
    run: (now) => serveWaitingLists(now, { waitingLists: dynamoWaitingLists(table), schemes }),
  },
  {
    name: "reconcileBooks",
    says: "Hold every balance to its ledger",
    run: (now) => reconcileBooks(now, { schemes, nights, books: dynamoBooks(table) }),
  },
  {
    name: "countLines",
    says: "Read what is new in every ledger into its line book, for returns",
    run: (now) => countLines(now, { schemes, money, books: dynamoLineBooks(table) }),
  },
];

export const handler = createNightly({ steps, nights });
