export type Encoding = "UTF-8" | "UTF-16" | "Windows-1252";

export type DecodedText = { readonly kind: "text"; readonly text: string; readonly encoding: Encoding } | { readonly kind: "notText" };

const beginsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, index) => bytes[index] === byte);

const decode = (bytes: Uint8Array, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** A byte-order mark decides. Without one the text is UTF-8 if it decodes as that, or else what Windows in Britain writes. */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const marked = beginsWith(bytes, 0xff, 0xfe) ? "utf-16le" : beginsWith(bytes, 0xfe, 0xff) ? "utf-16be" : undefined;
  const candidates: readonly (readonly [string, Encoding])[] = marked
    ? [[marked, "UTF-16"]]
    : [
        ["utf-8", "UTF-8"],
        ["windows-1252", "Windows-1252"],
      ];
  for (const [label, encoding] of candidates) {
    const text = decode(bytes, label);
    // Workbooks and pictures have empty bytes and may still decode.
    if (text !== undefined) return text.includes("\0") ? { kind: "notText" } : { kind: "text", text, encoding };
  }
  return { kind: "notText" };
};
