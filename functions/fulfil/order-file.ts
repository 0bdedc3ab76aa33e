import { personHelped } from "../../shared/domain/application.ts";
import { writeCsv } from "../../shared/domain/csv/write-csv.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { orderKeyOf, orderOf } from "../../shared/domain/line/order.ts";
import { poundsInFile } from "../../shared/domain/money.ts";
import type { Behind } from "../../shared/store/lines.ts";

const heading = ["reference", "item", "amount", "name", "address_line_1", "address_line_2", "town", "postcode", "phone", "note"];

/** A driver knows nothing of what makes a call or a visit unsafe. */
const askFirst = "Ask the council before you get in touch or deliver";

type Addressed = { name: string; line1: string; line2?: string; town?: string; postcode: string; phone?: string; note?: string };

const addressedTo = ({ application, recipient }: Behind): Addressed => {
  if (recipient) return { name: recipient.name, ...recipient.address, ...(recipient.phone && { phone: recipient.phone }) };
  if (!application) return { name: "", line1: "", postcode: "", note: askFirst };
  const { address, contact } = application;
  const { name } = personHelped(application);
  if (contact.safety || address.kind === "none") return { name, ...homeOf(address), note: askFirst };
  const mayCall = contact.ways.includes("phone") || contact.ways.includes("text");
  return { name, ...homeOf(address), ...(mayCall && contact.phone && { phone: contact.phone }) };
};

const homeOf = (address: NonNullable<Behind["application"]>["address"]): Omit<Addressed, "name"> =>
  address.kind === "settled"
    ? {
        line1: address.line1,
        postcode: address.postcode,
        ...(address.line2 && { line2: address.line2 }),
        ...(address.town && { town: address.town }),
      }
    : { line1: "", postcode: "" };

/** The orders for a supplier or a partner: what to bring and to whom, and not why. Our own reference comes back in their results. */
export const orderFile = (lines: readonly Line[], behind: ReadonlyMap<string, Behind>): string =>
  writeCsv(
    heading,
    lines.map((line) => {
      const { name, line1, line2 = "", town = "", postcode, phone = "", note = "" } = addressedTo(behind.get(line.lineId) ?? {});
      return [orderKeyOf(orderOf(line)), line.label, poundsInFile(line.amount), name, line1, line2, town, postcode, phone, note];
    }),
  );
