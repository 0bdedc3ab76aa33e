import * as z from "zod/mini";

const phonePattern = /^\+?[\d ()-]{10,20}$/;
const digitsIn = (phone: string) => phone.replaceAll(/\D/g, "").length;
const phoneExample = "Enter a phone number, like 07700 900 982";

export const phoneNumber = z.string().check(
  z.trim(),
  z.regex(phonePattern, phoneExample),
  z.refine((phone) => !phonePattern.test(phone) || digitsIn(phone) >= 10, phoneExample),
);

const emailPattern = /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u;
const emailExample = "Enter an email address in the correct format, like name@example.com";

// The pattern's time grows with the square of the length, so `abort` keeps it from a text that is too long.
export const emailAddress = z
  .string()
  .check(z.trim(), z.maxLength(254, { error: emailExample, abort: true }), z.regex(emailPattern, emailExample));
