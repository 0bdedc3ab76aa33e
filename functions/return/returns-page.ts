import { randomUUID } from "node:crypto";
import { formatDay } from "../../shared/domain/dates.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { PreparedReturn } from "../../shared/domain/return/prepared-return.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { acts } from "../../shared/system.ts";
import { returnPath, returnsPath } from "./return-paths.ts";
import { returnName, stateOf } from "./return-words.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "return/returns.njk": ReturnType<typeof returnsView>;
    "return/new-return.njk": ReturnType<typeof newReturnView>;
  }
}

type Asked = Scheme["returns"][number];

const newPath = ({ code }: Pick<Scheme, "code">, returnCode: string) => `${returnsPath(code)}/new?code=${returnCode}`;
const coversOf = ({ from, to }: Pick<Asked, "from" | "to">) => `${formatDay(from)} to ${formatDay(to)}`;

const isFor =
  ({ code, from, to }: Asked) =>
  (prepared: PreparedReturn) =>
    prepared.code === code && prepared.window.from === from && prepared.window.to === to && prepared.state !== "replaced";

const returnsView = (scheme: Scheme, prepared: readonly PreparedReturn[], principal: Principal) => {
  const mayPrepare = holdsOneOf(principal, acts.prepareReturn.who);
  const named = (one: PreparedReturn) => scheme.returns.find(({ code }) => code === one.code)?.name ?? one.code;
  return {
    scheme,
    asked: scheme.returns.map((asked) => {
      const newest = prepared.find(isFor(asked));
      return {
        name: asked.name,
        covers: coversOf(asked),
        due: asked.due ? formatDay(asked.due) : "Not known yet",
        verified: asked.verified,
        state: newest && stateOf(newest),
        href: newest && returnPath(newest),
        prepare: mayPrepare && !newest ? newPath(scheme, asked.code) : undefined,
      };
    }),
    all: prepared.map((one) => ({
      name: returnName(one, { name: named(one) }),
      covers: coversOf(one.window),
      href: returnPath(one),
      state: stateOf(one),
      preparedAt: one.preparedAt,
      preparedBy: one.preparedBy.name,
    })),
    newPath: mayPrepare && scheme.returns.length > 0 ? `${returnsPath(scheme.code)}/new` : undefined,
  };
};

export const returnsPage = (scheme: Scheme, prepared: readonly PreparedReturn[], principal: Principal): Reply =>
  page("return/returns.njk", returnsView(scheme, prepared, principal));

type Typed = { readonly form?: Form; readonly errors?: readonly FormError[] };

const dayBoxes = (form: Form | undefined, name: string) =>
  (["day", "month", "year"] as const).map((part) => ({ name: part, id: `${name}-${part}`, value: form?.one(`${name}-${part}`) ?? "" }));

const newReturnView = (scheme: Scheme, chosen: string, { form, errors = [] }: Typed) => ({
  scheme,
  action: returnsPath(scheme.code),
  returns: scheme.returns.map(({ code, name, from, to }) => ({ code, text: name, covers: coversOf({ from, to }) })),
  chosen: form?.one("code") || chosen,
  why: form?.one("why") ?? "",
  from: dayBoxes(form, "from"),
  to: dayBoxes(form, "to"),
  hasDays: ["from-day", "from-month", "from-year", "to-day", "to-month", "to-year"].some((box) => form?.one(box)),
  sendingId: form?.one("sendingId") || randomUUID(),
  errors,
  errorAt: Object.fromEntries(errors.map(({ field, text }) => [field.replace(/^(from|to)-.*$/, "$1"), { text }])) as ErrorAt,
});

export const newReturnPage = (scheme: Scheme, chosen = "", typed: Typed & { readonly status?: number } = {}): Reply =>
  page("return/new-return.njk", newReturnView(scheme, chosen, typed), typed.status);
