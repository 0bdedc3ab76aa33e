import * as z from "zod/mini";
import { type Access, accessWords } from "../../domain/access.ts";
import { contactWays, relationships } from "../../domain/answers.ts";
import type { DecidedFor, HouseholdClaims, HouseholdPart, JoinedBy, Reached } from "../../domain/household/household.ts";
import { type HouseholdChange, householdChangeKinds } from "../../domain/household/household-change.ts";
import type { Interest } from "../../domain/household/interest.ts";
import type { StandingContact } from "../../domain/household/standing-contact.ts";
import type { ChangeToPeople, RecordedChange } from "../../domain/identity/identity.ts";
import { type FoundApart, type HouseholdIdentity, type Member, reasonsToLeave } from "../../domain/identity/identity.ts";
import type { Principal } from "../../domain/principal.ts";
import type { ToDoMessage } from "../../domain/to-do-message.ts";
import { roles } from "../../system.ts";
import type { Collection, NotedDestination } from "../destinations.ts";
import type { Draft } from "../drafts.ts";
import type { ReturnedForm } from "../returned-forms.ts";
import type { Seen, Session, TypedAct } from "../sessions.ts";
import { storedAddress } from "./cases.ts";
import { actor, byName, claim, money, once, oneOf, type Shape } from "./pieces.ts";

/** Drafts, sessions, applications and households. */

/** A draft that was sent has no answers any more. */
export const draft = once(
  (): z.ZodMiniType<Draft> =>
    z.object({
      caseId: z.string(),
      formToken: z.string(),
      answers: z._default(byName(byName(z.union([z.string(), z.array(z.string())]))), {}),
      sent: z.optional(z.boolean()),
      endsAtSeconds: z.optional(z.number()),
      expiresAtSeconds: z.number(),
    } satisfies Shape<Draft>),
);

const typedAct = once(
  (): z.ZodMiniType<TypedAct> =>
    z.object({ act: z.string(), path: z.string(), fields: z.array(z.tuple([z.string(), z.string()])) } satisfies Shape<TypedAct>),
);

export const session = once(
  (): z.ZodMiniType<Session> =>
    z.object({
      principal: z.optional(
        z.object({
          id: z.string(),
          name: z.string(),
          roles: z.array(z.enum(roles)),
          service: z.optional(z.string()),
        } satisfies Shape<Principal>),
      ),
      pending: z.optional(
        z.object({
          state: z.string(),
          nonce: z.string(),
          verifier: z.string(),
          to: z.string(),
          again: z.optional(z.object({ personId: z.string(), sessionHash: z.string(), typed: typedAct() })),
        } satisfies Shape<NonNullable<Session["pending"]>>),
      ),
      formToken: z.string(),
      expiresAtSeconds: z.number(),
      sessionId: z.optional(z.string()),
      startedAt: z.optional(z.string()),
      idleSeconds: z.optional(z.number()),
      rolesUntilSeconds: z.optional(z.number()),
      freshUntilSeconds: z.optional(z.number()),
      renewal: z.optional(z.string()),
      typed: z.optional(typedAct()),
    } satisfies Shape<Session>),
);

export const seen = once(
  (): z.ZodMiniType<Seen> => z.object({ seenAtSeconds: z.number(), expiresAtSeconds: z.number() } satisfies Shape<Seen>),
);

export const returnedForm = once(
  (): z.ZodMiniType<ReturnedForm> => z.object({ sealed: z.string(), expiresAtSeconds: z.number() } satisfies Shape<ReturnedForm>),
);

/** It has its expiry beside it, for the table alone. */
export const access = once(
  (): z.ZodMiniType<Access & { readonly expiresAtSeconds: number }> =>
    z.object({
      accessId: z.string(),
      at: z.string(),
      by: actor(),
      did: oneOf(accessWords),
      route: z.optional(z.string()),
      of: z.optional(z.string()),
      expiresAtSeconds: z.number(),
    } satisfies Shape<Access & { readonly expiresAtSeconds: number }>),
);

export const staff = once(() => z.object({ formToken: z.string() }));

export const toDoMessage = once(
  (): z.ZodMiniType<ToDoMessage> =>
    z.object({
      by: actor(),
      email: z.string(),
      roles: z.array(z.enum(roles)),
      signedInOn: z.string(),
      sentOn: z.optional(z.string()),
    } satisfies Shape<ToDoMessage>),
);

const reached = once((): z.ZodMiniType<Reached> => z.object({ awards: z.int(), categories: byName(z.int()) } satisfies Shape<Reached>));

const standingContact = once(
  (): z.ZodMiniType<StandingContact> =>
    z.object({
      ways: z.optional(z.array(oneOf(contactWays))),
      care: z.optional(z.literal(true)),
      phone: z.optional(z.string()),
      email: z.optional(z.string()),
      gone: z.optional(z.array(z.string())),
    } satisfies Shape<StandingContact>),
);

const interest = once(
  (): z.ZodMiniType<Interest> =>
    z.object({
      by: actor(),
      at: z.string(),
      lifted: z.optional(z.object({ by: actor(), at: z.string(), reason: z.string() } satisfies Shape<NonNullable<Interest["lifted"]>>)),
    } satisfies Shape<Interest>),
);

const householdOwn = once(
  () =>
    ({
      householdId: z.string(),
      claims: z.array(claim()),
      reached: byName(reached()),
      spent: byName(money()),
      contact: z.optional(standingContact()),
      decided: z.optional(
        z.array(z.object({ scheme: z.string(), by: z.string(), span: z.string(), sum: money() } satisfies Shape<DecidedFor>)),
      ),
      interests: z.optional(z.array(interest())),
    }) satisfies Shape<Omit<HouseholdPart, "joined">>,
);

const householdPart = once(
  (): z.ZodMiniType<HouseholdPart> =>
    z.object({
      ...householdOwn(),
      joined: z.optional(z.object({ to: z.string(), at: z.string(), by: actor(), reason: z.string() } satisfies Shape<JoinedBy>)),
    } satisfies Shape<HouseholdPart>),
);

export const household = once(
  (): z.ZodMiniType<HouseholdClaims> =>
    z.object({
      ...householdOwn(),
      version: z.int(),
      parts: z.optional(z.array(householdPart())),
      joinedTo: z.optional(z.string()),
    } satisfies Shape<HouseholdClaims>),
);

export const householdCase = once(() => z.object({ caseId: z.string(), submittedAt: z.string() }));

/** A household's identity: one text of householdIdentityContent, sealed under each matching key alive. */
export type SealedIdentity = {
  readonly householdId: string;
  readonly version: number;
  readonly sealed: readonly string[];
  /** It is joined to another household, and the index finds that one instead. */
  readonly isJoined?: true;
};

export const householdIdentity = once(
  (): z.ZodMiniType<SealedIdentity> =>
    z.object({
      householdId: z.string(),
      version: z.int(),
      sealed: z.array(z.string()),
      isJoined: z.optional(z.literal(true)),
    } satisfies Shape<SealedIdentity>),
);

const member = once(
  (): z.ZodMiniType<Member> =>
    z.object({
      personId: z.string(),
      name: z.string(),
      otherNames: z.optional(z.array(z.string())),
      dateOfBirth: z.optional(z.string()),
      estimatedAge: z.optional(z.number()),
      nino: z.optional(z.string()),
      relationship: oneOf(relationships),
      byOthersWord: z.optional(z.literal(true)),
      from: z.string(),
      until: z.optional(z.string()),
      left: z.optional(oneOf(reasonsToLeave)),
      notListedSince: z.optional(z.string()),
    } satisfies Shape<Member>),
);

const home = once(() =>
  z.object({ address: storedAddress(), from: z.string(), until: z.optional(z.string()) } satisfies Shape<
    HouseholdIdentity["homes"][number]
  >),
);

const changeToPeople = once((): z.ZodMiniType<ChangeToPeople> => {
  type Of<K extends ChangeToPeople["kind"]> = Extract<ChangeToPeople, { kind: K }>;
  return z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("memberAdded"),
      how: oneOf<"joined" | "born">({ joined: true, born: true }),
      becomes: member(),
    } satisfies Shape<Of<"memberAdded">>),
    z.object({ kind: z.literal("memberCorrected"), was: member(), becomes: member() } satisfies Shape<Of<"memberCorrected">>),
    z.object({ kind: z.literal("memberLeft"), was: member(), becomes: member() } satisfies Shape<Of<"memberLeft">>),
    z.object({ kind: z.literal("homeChanged"), was: z.array(home()), becomes: z.array(home()) } satisfies Shape<Of<"homeChanged">>),
  ]);
});

const foundApart = once(
  (): z.ZodMiniType<FoundApart> =>
    z.object({
      householdId: z.string(),
      as: oneOf<FoundApart["as"]>({ different: true, separate: true, left: true }),
      points: z.number(),
    } satisfies Shape<FoundApart>),
);

/** The content sealed in a household's identity. */
export const householdIdentityContent = once(
  (): z.ZodMiniType<HouseholdIdentity> =>
    z.object({
      householdId: z.string(),
      version: z.int(),
      people: z.array(member()),
      homes: z.array(home()),
      phones: z.array(z.string()),
      emails: z.array(z.string()),
      accounts: z.array(z.string()),
      apart: z.optional(z.array(foundApart())),
      changes: z.optional(
        z.array(z.object({ changeId: z.string(), at: z.string(), change: changeToPeople() } satisfies Shape<RecordedChange>)),
      ),
    } satisfies Shape<HouseholdIdentity>),
);

export const householdChange = once(
  (): z.ZodMiniType<HouseholdChange> =>
    z.object({
      changeId: z.string(),
      householdId: z.string(),
      at: z.string(),
      by: actor(),
      kind: oneOf(householdChangeKinds),
      says: z.string(),
      other: z.optional(z.string()),
      reason: z.optional(z.string()),
    } satisfies Shape<HouseholdChange>),
);

/** The households are a set of the table's own, and absent once the last has left. */
export type KeyedHouseholds = {
  readonly hash: string;
  readonly version: number;
  readonly households?: ReadonlySet<string>;
  /** It took as many as it may hold, and takes no more. */
  readonly isFull?: true;
};

export const matchKey = once(
  (): z.ZodMiniType<KeyedHouseholds> =>
    z.object({
      hash: z.string(),
      version: z.int(),
      households: z.optional(z.set(z.string())),
      isFull: z.optional(z.literal(true)),
    } satisfies Shape<KeyedHouseholds>),
);

/** The households and lines are sets of the table's own, each of which has to hold one at least. */
export const account = once(
  (): z.ZodMiniType<NotedDestination> =>
    z.object({
      accountHash: z.string(),
      households: z.set(z.string()),
      lines: z.optional(z.set(z.string())),
      collection: z.optional(z.object({ at: z.string(), by: actor(), why: z.string() } satisfies Shape<Collection>)),
    } satisfies Shape<NotedDestination>),
);

/** The cases are a set of the table's own. */
export const texted = once(() => z.object({ phoneHash: z.string(), messageIds: z.set(z.string()), expiresAtSeconds: z.number() }));

export const filed = once(() => z.object({ filedHash: z.string(), cases: z.set(z.string()), expiresAtSeconds: z.number() }));
