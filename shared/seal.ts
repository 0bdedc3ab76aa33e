import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** A value sealed for one purpose opens for no other. */
type Purpose = "session renewal" | "returned form" | "household identity" | "rows of a register";

const keyFrom = (secret: string, purpose: Purpose): Uint8Array => new Uint8Array(hkdfSync("sha256", secret, "", purpose, 32));

/** Seals text with a cookie's secret. The table does not hold that secret, so a reader of the table cannot open the text. */
export const seal = (text: string | Uint8Array, secret: string, purpose: Purpose): string => {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, keyFrom(secret, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
};

/** Undefined for what was sealed with another secret. */
export const unseal = (sealed: string, secret: string, purpose: Purpose): Buffer | undefined => {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv(algorithm, keyFrom(secret, purpose), bytes.subarray(0, nonceBytes));
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
};
