/** People read ids aloud, so they have no I, L, O or U. Twelve of these letters are sixty bits. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export const caseIdFrom = (bytes: Uint8Array): string => {
  const letters = Array.from(bytes.slice(0, 12), (byte) => alphabet[byte % 32]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8, 12)}`;
};

/** A spreadsheet would take these for a number or a date. */
const spreadsheetWouldChange = /^\d*E?\d*$|JAN|FEB|MAR|APR|MAY|SEP|DEC/;

/** Bacs takes six letters and digits as the number of a file. Takes later bytes where a spreadsheet would change the first. */
export const batchIdFrom = (bytes: Uint8Array): string => {
  const letters = Array.from(bytes, (byte) => alphabet[byte % 32]).join("");
  for (let start = 0; start + 6 <= letters.length; start += 1) {
    const id = letters.slice(start, start + 6);
    if (!spreadsheetWouldChange.test(id)) return id;
  }
  return `X${letters.slice(1, 6)}`;
};

const caseIdPattern = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
export const isCaseId = (text: string): boolean => caseIdPattern.test(text);

/** From the case's version, so that a retry of a decision means the same award. */
export const awardIdFor = (caseId: string, version: number): string => `${caseId}-A${version}`;
export const referralIdFor = (caseId: string, version: number, number: number): string => `${caseId}-R${version}.${number}`;
export const messageIdFor = (caseId: string, version: number): string => `${caseId}-M${version}`;
export const codeMessageIdFor = (lineId: string, order: number): string => `${lineId}-M${order}`;

const childPattern = /^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})-[ARM]\d{1,6}(?:\.\d{1,2})?$/;
/** The case of an award's, a referral's or a message's id; undefined for any other text. */
export const caseIdOf = (id: string): string | undefined => childPattern.exec(id)?.[1];

/** The case that an id begins with: an id of a case, award, line or message, for example. */
export const caseIdIn = (id: string): string | undefined => (isCaseId(id.slice(0, 14)) ? id.slice(0, 14) : undefined);

const messagePattern = /^([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})-(?:M\d{1,6}|A\d{1,6}\.\d{1,2}-M\d{1,4})$/;
/** The case of a message's id, and the line whose code it brings; undefined for any other text. */
export const partsOfMessageId = (id: string): { readonly caseId: string; readonly lineId?: string } | undefined => {
  const caseId = messagePattern.exec(id)?.[1];
  if (!caseId) return undefined;
  const lineId = id.slice(0, id.lastIndexOf("-"));
  return { caseId, ...(lineId !== caseId && { lineId }) };
};
