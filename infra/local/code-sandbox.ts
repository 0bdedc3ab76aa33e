import { createHash } from "node:crypto";
import { council } from "../../shared/council.ts";
import { writeCsv } from "../../shared/domain/csv/write-csv.ts";
import { addDays, londonDay } from "../../shared/domain/dates.ts";
import { pence, poundsInFile } from "../../shared/domain/money.ts";
import { growingList } from "./growing-list.ts";

type Asked = { readonly kind: "voucher" | "cash"; readonly item: string; readonly amount: number };
/** The events of a code, in order; its state follows from them. */
type Happened = { readonly key: string; readonly at: string } & (
  | ({ readonly what: "asked" } & Asked)
  | { readonly what: "activated" | "redeemed" | "cancelled" | "redeemedLate" }
);

export type SandboxCode = Asked & {
  readonly key: string;
  readonly at: string;
  readonly code: string;
  readonly reference: string;
  readonly expiresOn: string;
  readonly asks: number;
  readonly state: "unused" | "activated" | "redeemed" | "expired" | "cancelled" | "failed";
};

const lastsDays = 60;

/** The pence of an amount choose what goes wrong. */
export const behaviours = {
  1: "is refused for good",
  2: "does not answer in time, though the code is made, and answers when it is asked again",
  3: "says that it will answer later, and does when it is asked again",
  4: "does not answer in time when it is first asked to cancel the code, though it cancels it",
} as const;
const penceOf = (amount: number) => amount % 100;

/** One order's key always gives the same code. */
const codeOf = (key: string) =>
  (BigInt(`0x${createHash("sha256").update(key).digest("hex").slice(0, 14)}`) % 10n ** 12n)
    .toString()
    .padStart(12, "0")
    .replaceAll(/(\d{4})(?=\d)/g, "$1-");

/** A provider of vouchers and cash codes: one code for each order's key, however often the order comes. */
export const createCodeSandbox = (file: string | undefined, now: () => Date) => {
  const happened = growingList<Happened>(file);

  const all = async (): Promise<readonly SandboxCode[]> => {
    const byKey = Map.groupBy(await happened.all(), ({ key }) => key);
    return [...byKey.values()].flatMap((events) => {
      const asks = events.filter((event) => event.what === "asked");
      const [asked] = asks;
      if (!asked) return [];
      const { key, at, kind, item, amount } = asked;
      const expiresOn = addDays(londonDay(new Date(at)), lastsDays);
      const happenedLast = events.map(({ what }) => what).findLast((what) => what !== "asked");
      const last = happenedLast === "redeemedLate" ? "redeemed" : happenedLast;
      const isUsable = last === undefined || last === "activated";
      const stateNow = isUsable && londonDay(now()) > expiresOn ? "expired" : (last ?? "unused");
      const state = penceOf(amount) === 1 ? "failed" : stateNow;
      const reference = `P-${codeOf(`reference ${key}`)}`;
      return [{ key, at, kind, item, amount, code: codeOf(key), reference, expiresOn, asks: asks.length, state }];
    });
  };
  const find = async (key: string) => (await all()).find((code) => code.key === key);
  const add = (key: string, what: "activated" | "redeemed" | "cancelled" | "redeemedLate") =>
    happened.add({ key, what, at: now().toISOString() });

  return {
    all,
    find,

    /** The answer to an order; undefined for a time-out. */
    async order(key: string, asked: Asked): Promise<object | undefined> {
      const before = await find(key);
      const { kind, item, amount } = before ?? asked;
      await happened.add({ key, what: "asked", at: now().toISOString(), kind, item, amount });
      const { reference, code, expiresOn } = (await find(key)) ?? {};
      if (penceOf(amount) === 1) return { kind: "failed", because: "This amount is not sold." };
      if (!before && penceOf(amount) === 2) return undefined;
      if (!before && penceOf(amount) === 3) return { kind: "later" };
      return { kind: "accepted", reference, code, expiresOn };
    },

    async use(key: string, what: "activated" | "redeemed"): Promise<void> {
      const { state } = (await find(key)) ?? {};
      if (state === "unused" || (state === "activated" && what === "redeemed")) await add(key, what);
    },

    /** A shop that was offline takes a code that is cancelled or has expired, and the provider pays the shop. */
    async useLate(key: string): Promise<void> {
      const { state } = (await find(key)) ?? {};
      if (state === "cancelled" || state === "expired") await add(key, "redeemedLate");
    },

    /** Whether the answer comes in time. */
    async cancel(key: string): Promise<boolean> {
      const { state, amount = 0 } = (await find(key)) ?? {};
      if (state !== "unused" && state !== "activated") return true;
      await add(key, "cancelled");
      return penceOf(amount) !== 4;
    },

    /** A file of results: the state of each code. */
    async results(): Promise<string> {
      const words = {
        unused: "delivered",
        activated: "activated",
        redeemed: "redeemed",
        expired: "expired",
        cancelled: "expired",
      } as const;
      const rows = (await all()).flatMap(({ key, state, amount }) =>
        state === "failed" ? [] : [[council.code, key, words[state], poundsInFile(pence(amount))]],
      );
      return writeCsv(["council", "reference", "state", "amount"], rows);
    },
  };
};
