import { Unzip, UnzipInflate, UnzipPassThrough } from "fflate";

/** Files of a ZIP by their names, in its order. */
export type ZipFiles = ReadonlyMap<string, Uint8Array>;

/** Far above any template of the department, and far below what would fill a function's memory. */
const bytesMost = 60 * 1024 ** 2;
const filesMost = 2_000;
const chunk = 64 * 1024;

class TooLarge extends Error {}

/** Unpacks a ZIP piece by piece and stops as soon as it grows too large, whatever sizes it claims. */
export const readZip = (bytes: Uint8Array): ZipFiles | "tooLarge" | "unreadable" => {
  const found = new Map<string, Uint8Array[]>();
  let inAll = 0;
  let open = 0;
  const unzip = new Unzip((file) => {
    if (found.size >= filesMost) throw new TooLarge();
    const pieces: Uint8Array[] = [];
    found.set(file.name, pieces);
    open += 1;
    file.ondata = (error, data, isFinal) => {
      if (error) throw error;
      inAll += data.length;
      if (inAll > bytesMost) throw new TooLarge();
      pieces.push(data);
      if (isFinal) open -= 1;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  unzip.register(UnzipPassThrough);
  try {
    for (let at = 0; at < bytes.length; at += chunk) unzip.push(bytes.subarray(at, at + chunk), at + chunk >= bytes.length);
  } catch (error) {
    return error instanceof TooLarge ? "tooLarge" : "unreadable";
  }
  if (found.size === 0 || open > 0) return "unreadable";
  return new Map([...found].map(([name, pieces]) => [name, Buffer.concat(pieces)]));
};
