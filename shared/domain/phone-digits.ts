/** "+44 (0)7700 900 982" and "07700 900982" are one number, as phones were kept before they had one form. */
export const phoneDigits = (phone: string): string =>
  phone
    .replace(/x\d+$/, "")
    .replaceAll(/\D/g, "")
    .replace(/^(?:00)?440?/, "0");

export const isSamePhone = (one: string, other: string | undefined): boolean =>
  other !== undefined && phoneDigits(one) === phoneDigits(other);

/**
 * Whether a text can arrive: a number of the ranges that Ofcom gives to mobiles. 070 is for personal numbers and 076 for
 * pagers, but for 07624 of the Isle of Man.
 */
export const canBeTexted = (phone: string): boolean => /^07(?:[1-57-9]\d{8}|624\d{6})$/.test(phoneDigits(phone));
