import * as z from "zod/mini";
import type { Form } from "../../shared/http/read-body.ts";
import type { TypedAct } from "../../shared/store/sessions.ts";
import { freshActs } from "../../shared/system.ts";

const fieldsSchema = z.array(z.tuple([z.string(), z.string()])).check(z.maxLength(10_000));

const readFields = (typed: string): TypedAct["fields"] | undefined => {
  try {
    return fieldsSchema.parse(JSON.parse(typed));
  } catch {
    return undefined;
  }
};

/** A form is sent on to the page of an act that asks for a fresh sign-in, and to no other address. */
const isPathOf = (act: string, path: string): boolean => {
  const template = freshActs.get(act)?.page?.split(" ")[1];
  if (!template) return false;
  const pattern = template.replaceAll(/\{\w+\}/g, "[\\w-]{1,100}");
  return new RegExp(`^${pattern}$`).test(path);
};

/** The act that waits for a fresh sign-in; undefined for a form that is not ours. */
export const readTypedAct = (form: Form): TypedAct | undefined => {
  const [act, path, fields] = [form.one("act"), form.one("path"), readFields(form.one("typed"))];
  return fields && isPathOf(act, path) ? { act, path, fields } : undefined;
};

/** The page that the form stands on: the act's own address without its last word. */
const pageOf = ({ path }: TypedAct): string => path.slice(0, path.lastIndexOf("/"));

/** The page after the sign-in: the same form, and a link back to the form's page. */
export const carryOnView = (typed: TypedAct) => ({
  why: freshActs.get(typed.act)?.fresh ?? "",
  path: typed.path,
  back: { text: "Back to where you were", href: pageOf(typed) },
  fields: typed.fields.map(([name, value]) => ({ name, value })),
});
