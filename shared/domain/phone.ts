import { type PhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js/min";
import * as z from "zod/mini";
import { cleanCode } from "./clean-text.ts";
import { canBeTexted } from "./phone-digits.ts";

const phoneExample = "Enter a phone number, like 07700 900 982";
const tooShort = "This phone number is too short. Enter all of it, with its area code, like 07700 900 982";
const tooLong = "This phone number is too long. Enter one number, and begin with + if it is from outside the UK";
const noRange = "Check how this phone number begins. It must be like 07700 900 982, or +353 85 123 4567 from outside the UK";
const spoilt = "A spreadsheet has shortened this phone number. Enter all of it, like 07700 900 982";

/** The lengths of the UK's ranges after the first 0 (Ofcom, National Telephone Numbering Plan). The library knows only the shortest and the longest. */
const ukRanges = /^(?:1\d{8,9}|[2379]\d{9}|5[56]\d{8}|500\d{6}|8\d{8,9}|8001111|84546\d{2})$/;
const ukBeginnings = /^[1235789]/;

/** Contacts name their numbers ("Mobile: ", "TEL;TYPE=CELL:"), spreadsheets write "7700900982.0", and people write O for 0 and l for 1. */
const withoutTrimmings = (typed: string): string =>
  cleanCode(typed)
    .replace(/^[^\d:+]*\d?[^\d:+]*: */, "")
    .replace(/^(\d{9,})\.0+$/, "$1")
    .replaceAll("_", " ")
    .replace(/(?<![a-z])[oil]+(?=\d)|(?<=\d)[oil]+(?![a-z])/gi, (letters) => letters.replace(/o/gi, "0").replace(/[il]/gi, "1"));

/** The library takes words around a number, and gives up on a second figure among them, as in "after 5pm". */
const numberIn = (text: string): PhoneNumber | undefined => {
  const found = parsePhoneNumberFromString(text, "GB");
  if (found) return found;
  const numbers = text.match(/\+?\(?\d[\d ()./-]{7,}\d/g) ?? [];
  return numbers.length === 1 ? parsePhoneNumberFromString(numbers[0], "GB") : undefined;
};

type Read = { readonly phone: string } | { readonly problem: string };

const ukNumber = (found: PhoneNumber): Read => {
  const { nationalNumber } = found;
  if (ukRanges.test(nationalNumber)) return { phone: found.formatNational() };
  if (nationalNumber.length < 10) return { problem: tooShort };
  return { problem: ukBeginnings.test(nationalNumber) ? tooLong : noRange };
};

const readPhone = (typed: string): Read => {
  const text = withoutTrimmings(typed);
  if (/^\d[.,]\d+E\+?\d+$/i.test(text)) return { problem: spoilt };
  const found = numberIn(text);
  const digits = text.replaceAll(/\D/g, "").length;
  if (!found && digits >= 9 && digits <= 15) return { problem: noRange };
  if (!found) return { problem: digits === 0 ? phoneExample : digits < 9 ? tooShort : tooLong };
  if (found.countryCallingCode === "44") return ukNumber(found);
  if (found.isPossible()) return { phone: found.formatInternational() };
  return { problem: found.nationalNumber.length < 8 ? tooShort : tooLong };
};

const isReadable = (phone: string): boolean => "phone" in readPhone(phone);

/** A number that can be called. The one reader of phones: "Mobile: +44 (0)7700.900982" becomes "07700 900982". */
export const phoneNumber = z.string().check(
  z.maxLength(100, { error: tooLong, abort: true }),
  z.overwrite((typed) => {
    const read = readPhone(typed);
    return "phone" in read ? read.phone : typed.trim();
  }),
  z.superRefine((typed, { addIssue }) => {
    const read = readPhone(typed);
    if ("problem" in read) addIssue(read.problem);
  }),
);

/** Texts and codes go to nothing else. Landlines and numbers from other countries can be called. */
export const mobileNumber = (otherwise: string) =>
  phoneNumber.check(z.refine((phone) => !isReadable(phone) || canBeTexted(phone), otherwise));
