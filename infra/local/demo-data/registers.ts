import { loadRegister } from "../../../functions/registers/load-register.ts";
import { uploadRegister } from "../../../functions/registers/upload-register.ts";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import { writeCsv } from "../../../shared/domain/csv/write-csv.ts";
import { addDays, addMonths, type Day, formatDay, londonDay } from "../../../shared/domain/dates.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { RegisterKind } from "../../../shared/domain/register/register.ts";
import type { Registers } from "../../../shared/store/registers.ts";
import { accounts } from "../accounts.ts";
import type { DemoHousehold } from "./households.ts";

type List = {
  readonly kind: RegisterKind;
  readonly origin: string;
  readonly agreement: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

const manager: Principal = { id: "scheme-manager", name: accounts["scheme-manager"].name, roles: ["schemeManager"] };

const isSettled = (application: ApplicationInput): application is ApplicationInput & { address: { kind: "settled" } } =>
  application.address.kind === "settled";

/** As British systems write a day. */
const british = (day: Day) => day.split("-").toReversed().join("/");
const partsOf = (name: string): readonly [string, string] => [name.slice(0, name.indexOf(" ")), name.slice(name.indexOf(" ") + 1)];

const listsFor = (applications: readonly ApplicationInput[], today: Day): readonly List[] => {
  const settled = applications.filter(isSettled);
  const helped = (application: ApplicationInput) => {
    const person = application.people.find(({ relationship }) => relationship === "self");
    const [first, last] = partsOf(person?.name ?? "");
    return { first, last, born: person?.dateOfBirth ?? "", person: person?.name ?? "" };
  };
  const homeOf = ({ address }: (typeof settled)[number]) => [address.line1, address.postcode];
  return [
    {
      kind: "councilTax",
      origin: "Coventry City Council",
      agreement: "Use within the council, as its privacy notice for council tax says.",
      columns: [
        "Post Code",
        "Account Ref",
        "Surname",
        "Forename",
        "Address 1",
        "Band",
        "Discount Type",
        "Benefit Y/N",
        "Liable Since",
        "Balance",
      ],
      rows: settled.map((application, index) => {
        const { first, last } = helped(application);
        const [line1 = "", postcode = ""] = homeOf(application);
        const discount = index % 3 === 0 ? "Single person discount" : "";
        return [
          postcode,
          `7${String(index).padStart(6, "0")}`,
          last,
          first,
          line1,
          "ABC".charAt(index % 3),
          discount,
          index % 2 ? "Y" : "N",
          "01/04/2021",
          "0.00",
        ];
      }),
    },
    {
      kind: "awardList",
      origin: "Warwickshire County Council",
      agreement: "The agreement of the two councils on sharing awards, to prevent double help.",
      columns: ["Award Ref", "Full Name", "DOB", "Award Amount", "Award Date", "Category"],
      rows: settled
        .filter((_, index) => index % 4 === 2)
        .map((application, index) => {
          const { person, born } = helped(application);
          return [`W-${1_000 + index}`, person, british(born), "£60.00", formatDay(addDays(today, -20)), index % 2 ? "Food" : "Energy"];
        }),
    },
    {
      kind: "freeSchoolMeals",
      origin: "Coventry City Council",
      agreement: "Use within the council, as its privacy notice for education says.",
      columns: [
        "Parent First Name",
        "Parent Surname",
        "Parent DOB",
        "Child First Name",
        "Child Surname",
        "Child Date of Birth",
        "Child School URN",
      ],
      rows: applications.flatMap((application) => {
        const { first, last, born } = helped(application);
        return application.people
          .filter(({ relationship, dateOfBirth }) => relationship === "child" && dateOfBirth)
          .slice(0, 1)
          .map((child) => [first, last, born, ...partsOf(child.name), child.dateOfBirth ?? "", "103723"]);
      }),
    },
  ];
};

/** Small lists that others keep about the demonstration’s households. The service loads them as it loads any. */
export const loadRegisters = async (households: readonly DemoHousehold[], now: Date, registers: Registers): Promise<void> => {
  const today = londonDay(now);
  const dated = `${today.slice(0, 8)}01`;
  const applications = households.flatMap((household) => household.at(-1)?.application ?? []);
  for (const { columns, rows, kind, origin, agreement } of listsFor(applications, today)) {
    const terms = { kind, origin, agreement, lawfulBasis: "publicTask", dated, usedUntil: addMonths(dated, 6) } as const;
    const list = writeCsv(columns, rows);
    const uploaded = await uploadRegister({ terms, list, by: manager, now, sendingId: `demonstration: ${kind}` }, { registers });
    if (uploaded.kind !== "uploaded") throw new Error(`The demonstration's list of ${kind} was not taken: ${uploaded.kind}.`);
    const { registerId, version } = uploaded.register;
    await loadRegister({ registerId, seen: version, by: manager, now }, { registers });
  }
};
