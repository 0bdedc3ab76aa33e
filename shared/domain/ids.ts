/** Ids that people read aloud: twelve letters and digits without I, L, O or U, in threes of four. Sixty bits. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Makes a case's id from at least twelve random (or hashed) bytes. */
export const caseIdFrom = (bytes: Uint8Array): string => {
  const letters = Array.from(bytes.slice(0, 12), (byte) => alphabet[byte % 32]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}`;
};

/** The number of a file of payments at the bank, which takes six letters and digits. */
export const batchIdFrom = (bytes: Uint8Array): string => Array.from(bytes.slice(0, 6), (byte) => alphabet[byte % 32]).join("");

const caseIdPattern = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
export const isCaseId = (text: string): boolean => caseIdPattern.test(text);

/** The award that a decision on a case at a version makes; the same decision sent again means the same award. */
export const awardIdFor = (caseId: string, version: number): string => `${caseId}-A${version}`;
export const referralIdFor = (caseId: string, version: number, number: number): string => `${caseId}-R${version}.${number}`;
export const messageIdFor = (caseId: string, version: number): string => `${caseId}-M${version}`;
/** The message with the code that an order brought. */
export const codeMessageIdFor = (lineId: string, order: number): string => `${lineId}-M${order}`;

const childPattern = /^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})-[ARM]\d{1,6}(?:\.\d{1,2})?$/;
/** The case that an award's, referral's or message's id belongs to; undefined when it is no such id. */
export const caseIdOf = (id: string): string | undefined => childPattern.exec(id)?.[1];
