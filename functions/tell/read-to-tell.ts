import { type Application, personHelped } from "../../shared/domain/application.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import type { Message } from "../../shared/domain/case/message.ts";
import { askFirst, notKnown } from "../../shared/domain/household/standing-contact.ts";
import { awardIdFor, partsOfMessageId } from "../../shared/domain/ids.ts";
import { type Line, lineIdOf } from "../../shared/domain/line/line.ts";
import { partAgainstAction } from "../../shared/domain/line/line-action.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { type Lines, partsOfSeen } from "../../shared/store/lines.ts";
import type { Messages } from "../../shared/store/messages.ts";
import { findLine } from "../line/find-line.ts";

export type ReadToTellPorts = {
  readonly messages: Pick<Messages, "find">;
  readonly cases: Pick<Cases, "find" | "toDecide">;
  readonly lines: Pick<Lines, "find" | "reach" | "isOut">;
};

type Contact = Application["contact"];

/** The resident to tell, with contact limited by all of their household's applications. */
type Whom = { readonly name: string; readonly address?: readonly string[]; readonly contact: Contact };

export type ToTell = {
  readonly message: Message;
  readonly whom: Whom;
  readonly hasCase: boolean;
  /** The line whose code it brings. */
  readonly line?: Line;
  isBarred(principalId: string): Promise<boolean>;
  /** Why somebody who had a part in the line neither sees its code nor gives it out: a code is as good as money. */
  whyNotTheCode(by: Pick<Principal, "id">): string | undefined;
};

/** A message with whom it is for. */
export const readToTell = async (messageId: string, { messages, cases, lines }: ReadToTellPorts): Promise<ToTell | undefined> => {
  const parts = partsOfMessageId(messageId);
  const message = parts && (await messages.find(parts.caseId, messageId));
  if (!message) return undefined;
  const { caseId, lineId } = parts;
  const [head, found] = await Promise.all([cases.find(caseId), lineId ? findLine(lineId, lines) : undefined]);
  const line = found?.line;
  if (lineId && !line) return undefined;
  const seen = head && (await cases.toDecide(caseId, head.householdId));
  const ofList = head ? undefined : (found ?? (await findLine(lineIdOf(awardIdFor(caseId, 1), 0), lines)));
  const whom = seen ? whomOf(seen) : ofList && (await recipientOf(ofList.line, lines));
  return (
    whom && {
      message,
      whom,
      hasCase: head !== undefined,
      ...(line && { line }),
      isBarred: async (principalId) => (head ? isBarred(head, principalId) : ofList !== undefined && lines.isOut(ofList, principalId)),
      whyNotTheCode: (by) => {
        const own = found && partAgainstAction("giveCode", by, partsOfSeen(found));
        return own && separationWords(own);
      },
    }
  );
};

const whomOf = ({ application, contact }: { readonly application: Application; readonly contact: Contact }): Whom => {
  const { address } = application;
  const { name } = personHelped(application);
  const post = address.kind === "refuge" ? address.post : address.kind === "settled" ? address : undefined;
  if (!post) return { name, contact };
  return { name, address: [post.line1, post.line2, post.town, post.postcode].flatMap((line) => line ?? []), contact };
};

/** A list calls no way safe, so its letters say what they have to. The household's own word stands before it. */
const recipientOf = async (line: Line, { reach }: Pick<Lines, "reach">): Promise<Whom | undefined> => {
  const { recipient, standing = notKnown } = (await reach([line])).get(line.lineId) ?? {};
  if (!recipient) return undefined;
  const { name, address, phone, email } = recipient;
  const { ways = ["letter", "phone", "text", "email"], care } = standing;
  const contact = { ways: [...ways], ...(phone && { phone }), ...(email && { email }), ...(care && { safety: askFirst }) };
  return { name, address: [address.line1, address.line2, address.town, address.postcode].flatMap((part) => part ?? []), contact };
};

/** Whether a letter may say what it is about. */
export const isLetterSafe = ({ contact: { ways, safety } }: Whom): boolean => !safety && ways.includes("letter");

/** Staff can read what a partner has to ask for. */
export const safetyForStaff = ({ contact: { safety } }: Whom): string | undefined =>
  safety === askFirst
    ? "Applications of this household say different things of safe contact. Read all of them before you get in touch."
    : safety;
