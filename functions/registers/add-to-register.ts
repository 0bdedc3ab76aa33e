import { londonDay } from "../../shared/domain/dates.ts";
import { registerRowsMost } from "../../shared/domain/register/read-register.ts";
import type { Register } from "../../shared/domain/register/register.ts";
import type { Registers } from "../../shared/store/registers.ts";
import { type FileRefusal, readFile } from "./read-file.ts";
import type { ToStep } from "./register-step.ts";

export type AddOutcome =
  | { readonly kind: "added"; readonly register: Register }
  | { readonly kind: "stale"; readonly register: Register }
  | { readonly kind: "notFound" }
  | FileRefusal;

const hasFile = ({ files }: Register, fileId: string) => files.some((file) => file.fileId === fileId);

/** Adds a further file to a list of which nothing is loaded yet. The same file again adds nothing. */
export const addToRegister = async (
  { registerId, seen, list, now }: ToStep & { readonly list: Uint8Array | string },
  { registers }: { readonly registers: Pick<Registers, "find" | "add"> },
): Promise<AddOutcome> => {
  const register = await registers.find(registerId);
  if (!register) return { kind: "notFound" };
  if (register.state !== "checked") return { kind: "stale", register };
  const read = readFile(list, register.kind, londonDay(now));
  if (read.kind !== "file") return read;
  const { fileId } = read.file.about;
  if (hasFile(register, fileId)) return { kind: "added", register };
  if (register.version !== seen) return { kind: "stale", register };
  if (register.rows + read.file.rows.length > registerRowsMost)
    return {
      kind: "unreadable",
      because: `With this file the list would have more than ${registerRowsMost.toLocaleString("en-GB")} rows. Upload the rest as a list of its own, under another origin.`,
    };
  const added = await registers.add(register, read.file);
  if (added.kind === "moved") return { kind: "added", register: added.register };
  return hasFile(added.now, fileId) ? { kind: "added", register: added.now } : { kind: "stale", register: added.now };
};
