import * as z from "zod/mini";
import { cleanLine } from "./clean-text.ts";

const emailExample = "Enter an email address in the correct format, like name@example.com";

/** "Jo Bloggs <jo@example.com>" and "mailto:jo@example.com" are copied from other programs. */
const tidyEmail = (typed: string): string =>
  cleanLine(typed)
    .replace(/^.*<([^<>]*)>$/, "$1")
    .replace(/^mailto:/i, "")
    .replace(/ ?@ ?/, "@")
    .replace(/[.,;:]+$/, "")
    .replaceAll("’", "'");

const localPart = /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+$/;
const hostLabel = /^(?:xn|[a-z0-9]+)(?:-?-[a-z0-9]+)*$/i;
const topLabel = /^(?:[a-z]{2,63}|xn--(?:[a-z0-9]+-)*[a-z0-9]+)$/i;

/** The host in the letters of the internet's names; undefined where it can have none. */
const plainHost = (host: string): string | undefined => {
  if (/[^\p{L}\p{N}\p{M}.-]/u.test(host)) return undefined;
  const named = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
  // A browser reads numbers as an address of a machine.
  return named && !/^[\d.]+$/.test(named) ? named : undefined;
};

/** The rule by which GOV.UK Notify takes an email address (notifications-utils, `validate_email_address`). */
const canBeSentTo = (email: string): boolean => {
  const at = email.lastIndexOf("@");
  const local = email.slice(0, at);
  const host = plainHost(email.slice(at + 1));
  if (at < 1 || host === undefined || !localPart.test(local) || /^\.|\.$|\.\./.test(local)) return false;
  const labels = host.split(".");
  const [top = ""] = labels.slice(-1);
  return (
    host.length <= 253 && labels.length > 1 && labels.every((label) => label.length <= 63 && hostLabel.test(label)) && topLabel.test(top)
  );
};

export const emailAddress = z
  .string()
  .check(
    z.maxLength(400, { error: emailExample, abort: true }),
    z.overwrite(tidyEmail),
    z.maxLength(254, { error: emailExample, abort: true }),
    z.refine(canBeSentTo, emailExample),
  );
