import * as z from "zod/mini";
import type { Payee } from "../../domain/bank/payee.ts";
import {
  type AgeGroup,
  ageGroups,
  type CompositionCode,
  type Cuts,
  compositionCodes,
  familyTypes,
  type RouteCode,
  routeCodes,
} from "../../domain/cuts.ts";
import type { HouseholdClaims } from "../../domain/household/household.ts";
import { type EnvelopeId, isPot, type Pot } from "../../domain/ledger/envelope.ts";
import { type Pence, pence } from "../../domain/money.ts";
import { needs } from "../../domain/needs.ts";
import type { Actor } from "../../domain/principal.ts";
import type { EvidenceGiven, Waiver } from "../../domain/rules/facts.ts";
import type { Delivery } from "../../domain/scheme/scheme.ts";

/**
 * The pieces of stored schemas. They are looser than the schemas of forms, so that old items stay readable when a form
 * becomes stricter. Each is built on first use, so that a cold start builds only the schemas that it needs.
 */

/** A schema for every field of a record, optional ones included: a field that is forgotten here would be lost in reading. */
export type Shape<T> = { readonly [K in keyof T]-?: z.ZodMiniType<T[K]> };

export const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

/** One of a union's words. A word that the union has and this lacks does not compile. */
export const oneOf = <T extends string>(words: Readonly<Record<T, unknown>>): z.ZodMiniType<T> => z.enum(Object.keys(words) as [T, ...T[]]);

/** Values by a name that is data itself: a scheme's code, a budget's name. */
export const byName = <T>(value: z.ZodMiniType<T>): z.ZodMiniType<Record<string, T>> => z.record(z.string(), value);

export const money = once((): z.ZodMiniType<Pence> => z.pipe(z.int(), z.transform(pence)));

export const actor = once((): z.ZodMiniType<Actor> => z.object({ id: z.string(), name: z.string() } satisfies Shape<Actor>));

export const need = once(() => oneOf(needs));

export const delivery = once(() => oneOf<Delivery>({ VOUCHER: true, CASH: true, THIRD_PARTY: true, TANGIBLE: true }));

export const pot = once((): z.ZodMiniType<Pot> => z.custom<Pot>((stored) => typeof stored === "string" && isPot(stored)));

/** A composition or an age group that is added later does not make older items unreadable, since none is ever taken away. */
export const cuts = once(
  (): z.ZodMiniType<Cuts> =>
    z.object({
      composition: z.array(z.enum([...compositionCodes] as [CompositionCode, ...CompositionCode[]])),
      route: z.enum([...routeCodes] as [RouteCode, ...RouteCode[]]),
      familyType: oneOf(familyTypes),
      ageGroup: z.enum([...ageGroups] as [AgeGroup, ...AgeGroup[]]),
    } satisfies Shape<Cuts>),
);

/** The fields that name the envelope of an item. */
export const envelopeShape = once(
  () =>
    ({
      scheme: z.string(),
      category: z.string(),
      period: z.string(),
      pot: pot(),
    }) satisfies Shape<EnvelopeId>,
);

export const drawnOn = once((): z.ZodMiniType<EnvelopeId & { readonly shard: number }> => z.object({ ...envelopeShape(), shard: z.int() }));

export const bankAccount = once(() =>
  z.object({
    way: z.literal("bank"),
    name: z.string(),
    sortCode: z.string(),
    accountNumber: z.string(),
    rollNumber: z.optional(z.string()),
  } satisfies Shape<Extract<Payee, { way: "bank" }>>),
);

export const payee = once(
  (): z.ZodMiniType<Payee> =>
    z.discriminatedUnion("way", [
      bankAccount(),
      z.object({
        way: z.literal("cashCode"),
        phone: z.optional(z.string()),
        email: z.optional(z.string()),
      } satisfies Shape<Extract<Payee, { way: "cashCode" }>>),
    ]),
);

export const evidenceGiven = once(
  (): z.ZodMiniType<EvidenceGiven> =>
    z.union([
      z.object({ evidence: z.string(), shown: z.string() }),
      z.object({
        evidence: z.string(),
        waived: oneOf<Waiver>({ cannotGet: true, unsafeToGet: true, alreadyHeld: true, tooUrgent: true }),
      }),
    ]),
);

type Claim = HouseholdClaims["claims"][number];

export const claim = once(
  (): z.ZodMiniType<Claim> =>
    z.object({
      need: need(),
      scheme: z.string(),
      awardId: z.string(),
      on: z.optional(z.string()),
      window: z.optional(oneOf<NonNullable<Claim["window"]>>({ scheme: true, fixed: true, rolling: true })),
      countsEarlierSchemes: z.optional(z.literal(true)),
      from: z.string(),
      until: z.string(),
    } satisfies Shape<Claim>),
);
