import { createHmac } from "node:crypto";
import type { MatchKey } from "../domain/identity/identity.ts";
import { Fault } from "../fault.ts";

/**
 * The keys that a matching secret holds, apart by spaces: one, or two while keys are rotated, the newest first. Identifiers
 * are hashed under each of them. `accounts:` marks the key of the hashes that are not made anew.
 */
export type MatchingKeys = { readonly alive: readonly [string, ...string[]]; readonly accounts: string };

const accountsMark = "accounts:";
const mostAlive = 2;

export const readMatchingKeys = (secret: string): MatchingKeys => {
  const words = secret.trim().split(/\s+/);
  const [newest, ...older] = words.filter((word) => word !== "" && !word.startsWith(accountsMark));
  if (!newest || older.length >= mostAlive)
    throw new Fault("environmentIncomplete", { cause: new Error("MATCHING_KEY holds one or two keys") });
  const accounts = words.find((word) => word.startsWith(accountsMark))?.slice(accountsMark.length);
  return { alive: [newest, ...older], accounts: accounts ?? older.at(-1) ?? newest };
};

export const identifierHash = (key: string, { kind, value }: MatchKey): string =>
  createHmac("sha256", key)
    .update(JSON.stringify(["identifier", kind, value]))
    .digest("hex");

/** The key of hashes that are not made anew when the matching keys are rotated: of accounts, phones and what counts a day. */
export const accountsKeyIn = (secret: () => Promise<string>) => async (): Promise<string> => readMatchingKeys(await secret()).accounts;
