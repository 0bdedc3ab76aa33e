import { createHash } from "node:crypto";
import { londonDay } from "../../shared/domain/dates.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { type Register, type RegisterTerms, registerTermProblems } from "../../shared/domain/register/register.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { Registers } from "../../shared/store/registers.ts";
import { type FileRefusal, readFile } from "./read-file.ts";

export type ToUpload = {
  readonly terms: RegisterTerms;
  /** A whole CSV file: as it was uploaded, or its text. */
  readonly list: Uint8Array | string;
  readonly by: Principal;
  readonly now: Date;
  /** The sender's own id of this sending. */
  readonly sendingId: string;
};

export type UploadOutcome =
  | { readonly kind: "uploaded"; readonly register: Register }
  /** The sending's id has uploaded another list, or the same with other terms. */
  | { readonly kind: "otherListUnderThisId" }
  | { readonly kind: "notAllowed"; readonly problems: ReturnType<typeof registerTermProblems> }
  | FileRefusal;

/** Keeps a new list with its first file, and loads nothing yet. A retry finds the same list, since its id follows from its content. */
export const uploadRegister = async (
  { terms, list, by, now, sendingId }: ToUpload,
  { registers }: { readonly registers: Pick<Registers, "start"> },
): Promise<UploadOutcome> => {
  const today = londonDay(now);
  const problems = registerTermProblems(terms, today);
  if (problems.length > 0) return { kind: "notAllowed", problems };
  const read = readFile(list, terms.kind, today);
  if (read.kind !== "file") return read;
  const { file } = read;
  const sending = hashOf(["register", by.id, sendingId]);
  const content = createHash("sha256")
    .update(hashOf([sending, terms, file.about.fileId]))
    .digest();
  const register = {
    ...terms,
    registerId: `${terms.usedUntil}-${caseIdFrom(content)}`,
    state: "checked",
    version: 1,
    uploadedBy: actorOf(by),
    uploadedAt: now.toISOString(),
  } as const;
  const started = await registers.start(register, file, sending);
  return started ? { kind: "uploaded", register: started } : { kind: "otherListUnderThisId" };
};
