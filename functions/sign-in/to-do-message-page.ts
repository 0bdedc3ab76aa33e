import { howOften, type ToDoMessage } from "../../shared/domain/to-do-message.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";

type Shown = {
  readonly kept?: ToDoMessage;
  /** The form as it was sent, where it could not be taken. */
  readonly form?: Form;
  readonly errors?: readonly FormError[];
  readonly hasChosen?: boolean;
};

const viewOf = ({ kept, form, errors = [], hasChosen = false }: Shown) => {
  const often = form ? form.one("often") : kept ? "daily" : "never";
  return {
    hasChosen,
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])) as ErrorAt,
    email: form ? form.one("email") : (kept?.email ?? ""),
    choices: Object.entries(howOften).map(([value, text]) => ({ value, text, checked: value === often })),
  };
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "sign-in/to-do-message.njk": ReturnType<typeof viewOf>;
  }
}

export const toDoMessagePage = (shown: Shown, status = 200): Reply => page("sign-in/to-do-message.njk", viewOf(shown), status);
