import * as z from "zod/mini";
import { type Application, addressSchema, applicationWith, contactBy } from "./application.ts";
import { checkedPayeeSchema } from "./bank/checked-payee.ts";
import { readNino } from "./identity/read-nino.ts";
import { phoneNumber } from "./phone.ts";

export const sentContactSchema = contactBy(phoneNumber);

/** A number that cannot be one is named, so that it can be mended or left out. */
const ninoProblems = ({ people }: Pick<Application, "people">) =>
  people.flatMap(({ nino }, index) => {
    const read = readNino(nino ?? "");
    return read.kind === "problem" ? [{ path: ["people", index, "nino"], message: read.problem }] : [];
  });

export const sentApplicationSchema = applicationWith(checkedPayeeSchema, sentContactSchema, addressSchema).check(
  z.check<Application>(({ value, issues }) => {
    for (const { path, message } of ninoProblems(value)) issues.push({ code: "custom", input: value, path, message });
  }),
);
