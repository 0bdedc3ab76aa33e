import { council } from "../../council.ts";
import { tidyPostcode } from "../area.ts";
import { readCsv } from "../csv/read-csv.ts";
import { spoiltBecause } from "../csv/spoilt-cell.ts";
import type { ListedAddress } from "./listed-address.ts";

/** The columns of a gazetteer's file. People find them by these names, in any order and beside others. */
export const gazetteerColumns = {
  uprn: "required",
  postcode: "required",
  street: "required",
  town: "optional",
  organisation: "optional",
  sub_building: "optional",
  building_name: "optional",
  building_number: "optional",
  custodian_code: "required",
  state: "optional",
  /** Of the national standard: 1 approved, 3 another name of the same home, 8 historical, and others not yet or never homes. */
  logical_status: "optional",
  classification: "optional",
  parent_uprn: "optional",
} as const;
type Column = keyof typeof gazetteerColumns;
export type AddressCells = Readonly<Record<Column, string>>;

/** As Ordnance Survey and gazetteer software call them. */
const alsoCalled: Readonly<Record<string, Column>> = {
  organisation_name: "organisation",
  sub_building_name: "sub_building",
  sao_text: "sub_building",
  pao_text: "building_name",
  thoroughfare_name: "street",
  street_description: "street",
  street_name: "street",
  post_town: "town",
  town_name: "town",
  postcode_locator: "postcode",
  local_custodian_code: "custodian_code",
  custodian: "custodian_code",
  blpu_state_code: "state",
  blpu_state: "state",
  lpi_logical_status: "logical_status",
  classification_code: "classification",
  blpu_class: "classification",
};

export type GazetteerRead =
  | { readonly kind: "refused"; readonly because: string }
  /** Nothing of the file is taken. Each problem names its row, and the first ones are shown. */
  | { readonly kind: "wrong"; readonly problems: readonly GazetteerProblem[]; readonly problemsInAll: number }
  | { readonly kind: "read"; readonly addresses: readonly ListedAddress[]; readonly counts: GazetteerCounts };

export type GazetteerProblem = { readonly row: number; readonly because: string };

export type GazetteerCounts = {
  readonly addresses: number;
  /** They stand in the file and are no home any more: nobody can choose them. */
  readonly gone: number;
  /** Of another council: somebody who chooses one hears which. */
  readonly outside: number;
  /** Shops, offices and garages, of which nobody makes a home. */
  readonly notHomes: number;
};

/** The state of a building that no longer stands, as the national standard numbers it. */
const gone = "4";
const historical = "8";
/** Other names of a home that has its own row, and homes that were never approved. */
const notTheHome = ["3", "5", "6", "7"];
/** Homes, and what may hold homes: residential, dual use, parent shells, and objects that nobody classified yet. */
export const mayBeHome = (classification: string): boolean => classification === "" || /^(?:[RXPMU]|C[HEM])/i.test(classification);

export const gazetteerLimits = { bytes: 60 * 1024 * 1024, rows: 400_000 };
const problemsShown = 20;

const said = (cell: string) => (/^(?:-+|n\/?a|null)$/i.test(cell) ? "" : cell);

/** One row of a list, as an address or as what is wrong with it. */
export const addressFrom = (cells: AddressCells): ListedAddress | { readonly because: string } => {
  const uprn = cells.uprn.replace(/^0+(?=\d)/, "");
  const spoilt = spoiltBecause(cells.uprn) ?? spoiltBecause(cells.custodian_code);
  if (spoilt) return { because: `The UPRN or custodian code ${spoilt}.` };
  if (!/^\d{1,12}$/.test(uprn)) return { because: `“${cells.uprn.slice(0, 20)}” is not a UPRN. It has up to 12 digits.` };
  const postcode = tidyPostcode(cells.postcode);
  if (!postcode) return { because: `“${cells.postcode.slice(0, 20)}” is not a full UK postcode.` };
  if (!/^\d{1,4}$/.test(cells.custodian_code))
    return { because: `“${cells.custodian_code.slice(0, 20)}” is not a custodian code. It has up to 4 digits.` };
  const [organisation, unit, name, number, street] = [
    cells.organisation,
    cells.sub_building,
    cells.building_name,
    cells.building_number,
    cells.street,
  ].map(said);
  const house = [number, street].filter((part) => part).join(" ");
  const lines = [unit, name, house].filter((part) => part);
  if (!(name || number || unit))
    return {
      because: organisation
        ? `“${organisation.slice(0, 40)}” has no building, number or name.`
        : "The row has no building, number or name.",
    };
  // A flat stands on one line with its house, and a building's name on the line above the street.
  const [line1 = "", line2] = unit && !name ? [lines.join(", ")] : unit ? [`${unit}, ${name}`, house] : lines;
  const town = said(cells.town);
  return {
    uprn,
    line1,
    ...(line2 && { line2 }),
    ...(town && { town }),
    postcode,
    ...(unit && { unit }),
    custodian: cells.custodian_code,
    ...((said(cells.state) === gone || said(cells.logical_status) === historical) && { isGone: true as const }),
  };
};

export const isProblem = (read: ListedAddress | { readonly because: string }): read is { readonly because: string } => "because" in read;

/** Reads a council's gazetteer by its columns' names. One wrong row, and nothing of the file is taken. */
export const readGazetteer = (file: Uint8Array): GazetteerRead => {
  const csv = readCsv(file, gazetteerColumns, gazetteerLimits, alsoCalled);
  if (csv.kind === "refused") return csv;
  const rowOf = new Map<string, number>();
  const problems: GazetteerProblem[] = [];
  const addresses: ListedAddress[] = [];
  let notHomes = 0;
  // A historical row counts only where no other row has the home.
  const isHistorical = ({ cells }: { readonly cells: AddressCells }) => said(cells.logical_status) === historical;
  const ordered = [...csv.rows.filter((one) => !isHistorical(one)), ...csv.rows.filter(isHistorical)];
  for (const { row, cells, problems: spoilt } of ordered) {
    const [because] = spoilt;
    const read = because ? { because } : addressFrom(cells);
    if (isProblem(read)) problems.push({ row, because: read.because });
    else if (notTheHome.includes(said(cells.logical_status)) || (rowOf.has(read.uprn) && isHistorical({ cells }))) notHomes += 1;
    else if (rowOf.has(read.uprn))
      problems.push({ row, because: `UPRN ${read.uprn} stands in row ${rowOf.get(read.uprn)} too. Each address stands once.` });
    else {
      rowOf.set(read.uprn, row);
      if (mayBeHome(cells.classification)) addresses.push(read);
      else notHomes += 1;
    }
  }
  if (problems.length > 0) return { kind: "wrong", problems: problems.slice(0, problemsShown), problemsInAll: problems.length };
  if (!addresses.some(({ custodian, isGone }) => custodian === council.area.custodian && !isGone))
    return {
      kind: "refused",
      because: `No home in the file has the custodian code ${council.area.custodian}, which is ${council.name}’s. This is another council’s list.`,
    };
  return {
    kind: "read",
    addresses,
    counts: {
      addresses: addresses.filter(({ isGone }) => !isGone).length,
      gone: addresses.filter(({ isGone }) => isGone).length,
      outside: addresses.filter(({ custodian }) => custodian !== council.area.custodian).length,
      notHomes,
    },
  };
};
