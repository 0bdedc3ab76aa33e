import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { findItem, type Table, writeItem } from "./items.ts";
import { returnedFormKey } from "./keys.ts";

/** A form that could not be taken, sealed with the secret in its sender's cookie. Nothing of it can be read in the table. */
export type ReturnedForm = { readonly sealed: string; readonly expiresAtSeconds: number };

export type ReturnedForms = {
  /** Each has an id of its own, so two tabs keep two. */
  keep(holderHash: string, formId: string, form: ReturnedForm): Promise<void>;
  /** Expired forms are gone, whether or not the table has removed them yet. */
  find(holderHash: string, formId: string, now: Date): Promise<ReturnedForm | undefined>;
};

export const dynamoReturnedForms = (table: Table): ReturnedForms => ({
  async keep(holderHash, formId, form) {
    const item = writeItem("returnedForm", returnedFormKey(holderHash, formId), form);
    await table.client.send(new PutItemCommand({ TableName: table.name, Item: item }));
  },

  async find(holderHash, formId, now) {
    const form = await findItem(table, "returnedForm", returnedFormKey(holderHash, formId));
    return form && form.expiresAtSeconds * 1000 > now.getTime() ? form : undefined;
  },
});
