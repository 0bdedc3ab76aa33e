import { randomUUID } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { seal, unseal } from "../seal.ts";
import type { ReturnedForms } from "../store/returned-forms.ts";
import type { Again } from "./again.ts";
import { tokenHash } from "./identity.ts";
import { errorForLog, log } from "./log.ts";
import type { Fields } from "./read-body.ts";

/** A form that could not be taken: the typed text, and the errors or notice that the page shows with it. */
export type KeptForm = {
  /** The form's own address. Under any other, its id opens nothing. */
  readonly path: string;
  readonly fields: Fields;
  /** Without it, the sender only has to sign in again. */
  readonly says?: Again<unknown>;
};

/** The holder of a form, by the secret in the cookie of a session or of an application, of which the table knows the hash alone. */
export type Holder = { readonly secret: string; readonly forms: ReturnedForms };

/** The field of an address that says which form a page shows again. */
export const returnedField = "returned";
/** Long enough to mend a form and to come back to it, and short for what is private. */
const minutesKept = 60;
/** An item has 400 KB; the rest is room for its other attributes. */
const sealedMost = 380_000;

/** The id of the kept form; undefined where it cannot be kept, and then its sender sees the page at once. */
export const keepReturned = async (form: KeptForm, now: Date, { secret, forms }: Holder): Promise<string | undefined> => {
  const sealed = seal(gzipSync(JSON.stringify(form)), secret, "returned form");
  if (sealed.length > sealedMost) return undefined;
  const formId = randomUUID();
  try {
    await forms.keep(tokenHash(secret), formId, { sealed, expiresAtSeconds: Math.floor(now.getTime() / 1000) + minutesKept * 60 });
    return formId;
  } catch (error) {
    log.error("form not kept", { error: errorForLog(error) });
    return undefined;
  }
};

export const findReturned = async (formId: string, path: string, now: Date, { secret, forms }: Holder): Promise<KeptForm | undefined> => {
  if (!/^[\da-f-]{36}$/.test(formId)) return undefined;
  const found = await forms.find(tokenHash(secret), formId, now);
  const opened = found && unseal(found.sealed, secret, "returned form");
  const form = opened && (JSON.parse(gunzipSync(opened).toString("utf8")) as KeptForm);
  return form?.path === path ? form : undefined;
};
