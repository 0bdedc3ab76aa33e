import * as z from "zod/mini";
import { potPattern } from "../../domain/ledger/envelope.ts";
import { says } from "../../domain/says.ts";

/** Fields of replies. Each takes its own words, which the API's description shows. */

export const potReply = () =>
  says(
    z.string().check(z.regex(potPattern)),
    "`ordinary` for everyday money, `urgent` for the reserve for urgent cases, or `purpose-` and the code of a purpose.",
  );

export const text = (what: string) => says(z.string(), what);
export const whole = (what: string) => says(z.int(), what);
/** In pence, as its words say. */
export const money = (what: string) => says(z.int(), what);
/** UTC, as "2026-11-30T09:30:00.000Z". */
export const instant = (what: string) => says(z.string(), what, { format: "date-time" });
/** A day in London, as "2026-11-30". */
export const day = (what: string) => says(z.string(), what, { format: "date" });
