const encoder = new TextEncoder();

/** Cuts rows into parts, each small enough for one item of the table. */
export const inParts = <T>(rows: readonly T[], most: number, bytes = 250_000): readonly (readonly T[])[] => {
  const parts: T[][] = [];
  let size = bytes;
  for (const row of rows) {
    const own = encoder.encode(JSON.stringify(row)).length;
    const last = parts.at(-1);
    if (last && last.length < most && size + own <= bytes) {
      last.push(row);
      size += own;
    } else {
      parts.push([row]);
      size = own;
    }
  }
  return parts;
};
