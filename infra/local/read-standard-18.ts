export type FilePayment = {
  readonly sortCode: string;
  readonly accountNumber: string;
  readonly name: string;
  readonly reference: string;
  readonly pence: number;
};

export type ReadStandard18 =
  | { readonly kind: "read"; readonly serial: string; readonly serviceUserNumber: string; readonly payments: readonly FilePayment[] }
  | { readonly kind: "refused"; readonly because: string };

const heads = ["VOL1", "HDR1", "HDR2", "UHL1"];
const feet = ["EOF1", "EOF2", "UTL1"];

const paymentFrom = (record: string): FilePayment => ({
  sortCode: record.slice(0, 6),
  accountNumber: record.slice(6, 14),
  pence: Number(record.slice(35, 46)),
  reference: record.slice(64, 82).trim(),
  name: record.slice(82, 100).trim(),
});

/** Reads a file as a bank does: checks the labels, the length of each record, and the totals. */
export const readStandard18 = (file: string): ReadStandard18 => {
  const refused = (because: string): ReadStandard18 => ({ kind: "refused", because });
  const records = file.split(/\r?\n/).filter((record) => record !== "");
  const payments = records.slice(heads.length, -feet.length);
  const labels = [...records.slice(0, heads.length), ...records.slice(-feet.length)];
  if (records.length < heads.length + feet.length || labels.some((record, place) => !record.startsWith([...heads, ...feet][place] ?? "")))
    return refused("The file does not begin and end with the labels of Standard 18.");
  if (labels.some((record) => record.length !== 80)) return refused("A label is not 80 characters long.");
  const wrong = payments.findIndex((record) => record.length !== 100 || !/^\d{15}(?:99|17)\d{14} {4}\d{11}/.test(record));
  if (wrong >= 0) return refused(`Record ${wrong + heads.length + 1} is no payment of 100 characters.`);

  const credits = payments.filter((record) => record.slice(15, 17) === "99").map(paymentFrom);
  const debits = payments.filter((record) => record.slice(15, 17) === "17").map(paymentFrom);
  const total = (some: readonly FilePayment[]) => some.reduce((sum, { pence }) => sum + pence, 0);
  const trailer = records.at(-1) ?? "";
  const said = [trailer.slice(4, 17), trailer.slice(17, 30), trailer.slice(30, 37), trailer.slice(37, 44)].map(Number);
  const found = [total(debits), total(credits), debits.length, credits.length];
  if (said.join() !== found.join() || total(debits) !== total(credits)) return refused("The totals are not those of the payments.");
  return {
    kind: "read",
    serial: records[0]?.slice(4, 10).trim() ?? "",
    serviceUserNumber: records[0]?.slice(41, 47) ?? "",
    payments: credits,
  };
};
