import { personHelped } from "../../shared/domain/application.ts";
import type { Recipient } from "../../shared/domain/award/award.ts";
import { writeCsv } from "../../shared/domain/csv/write-csv.ts";
import { agreedBy, askFirst, boundBy, type StandingContact } from "../../shared/domain/household/standing-contact.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { poundsInFile } from "../../shared/domain/money.ts";
import type { Reached } from "../../shared/store/lines.ts";

const heading = ["reference", "item", "amount", "name", "address_line_1", "address_line_2", "town", "postcode", "phone", "note"];

type Addressed = { name: string; line1: string; line2?: string; town?: string; postcode: string; phone?: string; note?: string };

/** A driver knows nothing of what makes a call or a visit unsafe. */
const addressedTo = ({ application, recipient, standing }: Partial<Reached>): Addressed => {
  if (recipient && standing) return { name: recipient.name, ...recipient.address, ...forDriver(recipient, standing) };
  if (!application || !standing) return { name: "", line1: "", postcode: "", note: askFirst };
  const { address } = application;
  const contact = boundBy(application.contact, standing);
  const { name } = personHelped(application);
  if (contact.safety || address.kind !== "settled") return { name, ...homeOf(address), note: askFirst };
  const mayCall = contact.ways.includes("phone") || contact.ways.includes("text");
  return { name, ...homeOf(address), ...(mayCall && contact.phone && { phone: contact.phone }) };
};

/** If a list and a household disagree, the driver asks the council first. */
const forDriver = ({ phone }: Recipient, standing: StandingContact): Pick<Addressed, "phone" | "note"> => {
  if (standing.care) return { note: askFirst };
  if (!phone || agreedBy({ phone }, standing).mayCall) return { ...(phone && { phone }) };
  return { note: askFirst };
};

const homeOf = (address: NonNullable<Reached["application"]>["address"]): Omit<Addressed, "name"> =>
  address.kind === "settled"
    ? {
        line1: address.line1,
        postcode: address.postcode,
        ...(address.line2 && { line2: address.line2 }),
        ...(address.town && { town: address.town }),
      }
    : { line1: "", postcode: "" };

/** The orders for a supplier or a partner: what to bring and to whom, and not why. Our own reference comes back in their results. */
export const orderFile = (lines: readonly Line[], reached: ReadonlyMap<string, Reached>): string =>
  writeCsv(
    heading,
    lines.map((line) => {
      const { name, line1, line2 = "", town = "", postcode, phone = "", note = "" } = addressedTo(reached.get(line.lineId) ?? {});
      return [orderKeyOf(orderOf(line)), line.label, poundsInFile(line.amount), name, line1, line2, town, postcode, phone, note];
    }),
  );
