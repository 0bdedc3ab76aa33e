import { createHash } from "node:crypto";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import type { Principal } from "../../shared/domain/principal.ts";

const sha256 = (text: string) => createHash("sha256").update(text);

/** One sending makes one draft: its id comes from who sent it and how they named the sending. */
export const draftIdFor = ({ id }: Pick<Principal, "id">, sendingId: string): string =>
  caseIdFrom(sha256(JSON.stringify([id, sendingId])).digest());

export const documentHash = (document: unknown): string => sha256(JSON.stringify(document)).digest("hex");
