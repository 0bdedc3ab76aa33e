import * as z from "zod/mini";
import { says } from "../../domain/says.ts";

/** Fields of replies. Each takes its own words, which the API's description shows. */

export const text = (what: string) => says(z.string(), what);
export const whole = (what: string) => says(z.int(), what);
/** In pence, as its words say. */
export const money = (what: string) => says(z.int(), what);
/** UTC, as "2026-11-30T09:30:00.000Z". */
export const instant = (what: string) => says(z.string(), what, { format: "date-time" });
/** A day in London, as "2026-11-30". */
export const day = (what: string) => says(z.string(), what, { format: "date" });
