import * as z from "zod/mini";
import { encodings } from "../../domain/csv/decode-text.ts";
import { lawfulBases, type Register, type RegisterFile, registerKinds, registerStates } from "../../domain/register/register.ts";
import type { RegisterEntry, RegisterPart, RegisterSending, SealedRows } from "../registers.ts";
import { actor, once, oneOf, type Shape } from "./pieces.ts";

/** Lists that somebody else keeps of people. */

const file = once(
  (): z.ZodMiniType<RegisterFile> =>
    z.object({
      fileId: z.string(),
      rows: z.int(),
      parts: z.int(),
      readAs: z.enum(encodings),
      ignored: z.optional(z.array(z.string())),
      mended: z.optional(z.array(z.int())),
      withoutUprn: z.optional(z.int()),
    } satisfies Shape<RegisterFile>),
);

export const register = once(
  (): z.ZodMiniType<Register> =>
    z.object({
      kind: oneOf(registerKinds),
      origin: z.string(),
      lawfulBasis: oneOf(lawfulBases),
      agreement: z.string(),
      dated: z.string(),
      usedUntil: z.string(),
      registerId: z.string(),
      state: oneOf(registerStates),
      version: z.int(),
      rows: z.int(),
      files: z.array(file()),
      uploadedBy: actor(),
      uploadedAt: z.string(),
      loadedBy: z.optional(actor()),
      loadedAt: z.optional(z.string()),
      endedBy: z.optional(actor()),
      endedAt: z.optional(z.string()),
      endReason: z.optional(z.string()),
    } satisfies Shape<Register>),
);

export const registerRows = once(
  (): z.ZodMiniType<SealedRows> =>
    z.object({
      registerId: z.string(),
      fileId: z.string(),
      part: z.int(),
      sealed: z.string(),
      expiresAtSeconds: z.int(),
    } satisfies Shape<SealedRows>),
);

export const registerSending = once(
  (): z.ZodMiniType<RegisterSending> =>
    z.object({ sending: z.string(), registerId: z.string(), expiresAtSeconds: z.int() } satisfies Shape<RegisterSending>),
);

export const registerPart = once(
  (): z.ZodMiniType<RegisterPart> =>
    z.object({
      registerId: z.string(),
      pass: z.int(),
      part: z.int(),
      attempt: z.int(),
      askedAt: z.string(),
      expiresAtSeconds: z.int(),
    } satisfies Shape<RegisterPart>),
);

export const registerEntry = once(
  (): z.ZodMiniType<RegisterEntry> =>
    z.object({
      entryHash: z.string(),
      registerId: z.string(),
      rows: z.set(z.string()),
      expiresAtSeconds: z.int(),
    } satisfies Shape<RegisterEntry>),
);
