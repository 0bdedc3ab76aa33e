import type { Directory, Service } from "../../shared/domain/directory/directory.ts";
import { type DirectoryField, reasonFields, serviceFields, startsOnField } from "../../shared/domain/directory/directory-fields.ts";
import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import { type TypedFields, typedForm } from "../../shared/forms/typed-form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { type Input, idOf, isBlank, readInput, typedFrom, type Unread } from "../document/input.ts";

/** The parts that have a page of their own, beside each service. Codes of services have no hyphens, so none is one of these names. */
export const partNames = { start: "first-day", reasons: "referral-reasons", newService: "new-service" } as const;

export type Part =
  | { readonly kind: "start" }
  | { readonly kind: "reasons" }
  /** A service of the draft, or one that is not there yet. */
  | { readonly kind: "service"; readonly index: number; readonly service?: Service };

export type PartInput = Input<readonly [Directory]>;
type Row = { readonly [field: string]: unknown };

export const readPart = (name: string, { services }: Directory): Part | undefined => {
  if (name === partNames.start) return { kind: "start" };
  if (name === partNames.reasons) return { kind: "reasons" };
  if (name === partNames.newService) return { kind: "service", index: services.length };
  const index = services.findIndex(({ code }) => code === name);
  const service = services[index];
  return service && { kind: "service", index, service };
};

export const partTitle = (part: Part): string => {
  switch (part.kind) {
    case "start":
      return "First day";
    case "reasons":
      return "Reasons for a referral";
    case "service":
      return part.service?.name ?? "Add a service";
  }
};

const inputsFor = (prefix: string, fields: { readonly [field: string]: DirectoryField }, without: readonly string[] = []): PartInput[] =>
  Object.entries(fields)
    .filter(([at]) => !without.includes(at))
    .map(([at, field]) => ({ name: `${prefix}-${at}`, at: [at], field }));

const startInput: PartInput = { name: "startsOn", at: ["startsOn"], field: startsOnField };
/** Only a new service gets a code: referrals, schemes and the partners' groups name the service by it. */
export const serviceInputs = ({ service }: Extract<Part, { kind: "service" }>): readonly PartInput[] =>
  inputsFor("service", serviceFields, service ? ["code"] : []);

export const rowsName = "reasons-rows";
const mostRows = 100;
export const rowCount = (form: Form): number => Math.min(mostRows, Number(/^\d{1,3}$/.exec(form.one(rowsName))?.[0] ?? 1));
export const reasonInputs = (number: number): readonly PartInput[] => inputsFor(`reasons-${number}`, reasonFields);
export const removeReasonName = (number: number): string => `reasons-${number}-remove`;
export const removeName = "remove";

/** The values of a row for the document, and the inputs that could not be read. */
type RowRead = { readonly value: Row; readonly unread: readonly Unread[] };

const readRow = (inputs: readonly PartInput[], form: Form, directory: Directory): RowRead => {
  const reads = inputs.map((input) => ({ at: input.at[0] ?? "", ...readInput(input, form, [directory]) }));
  return {
    value: Object.fromEntries(reads.flatMap(({ at, value }) => (value === undefined ? [] : [[at, value]]))),
    unread: reads.flatMap(({ unread }) => unread ?? []),
  };
};

/** The numbers of the rows of reasons that are neither blank nor ticked to go. */
const keptReasons = (form: Form): readonly number[] =>
  Array.from({ length: rowCount(form) }, (_, index) => index + 1).filter(
    (number) => form.one(removeReasonName(number)) !== "yes" && !reasonInputs(number).every((input) => isBlank(input, form)),
  );

/** The whole document with the values of one page in it, and the inputs that could not be read. */
export type ReadDocument = { readonly document: Directory; readonly unread: readonly Unread[] };

export const documentWith = (part: Part, form: Form, directory: Directory): ReadDocument => {
  const withTyped = (typed: object, unread: readonly Unread[]) => ({ document: { ...directory, ...typed }, unread });
  switch (part.kind) {
    case "start": {
      const { value, unread } = readRow([startInput], form, directory);
      return withTyped({ startsOn: undefined, ...value }, unread);
    }
    case "reasons": {
      const rows = keptReasons(form).map((number) => readRow(reasonInputs(number), form, directory));
      return withTyped(
        { reasons: rows.map(({ value }) => value) },
        rows.flatMap(({ unread }) => unread),
      );
    }
    case "service": {
      const { services } = directory;
      if (part.service && form.one(removeName) === "yes") return withTyped({ services: services.toSpliced(part.index, 1) }, []);
      const { value, unread } = readRow(serviceInputs(part), form, directory);
      const typed = { ...(part.service && { code: part.service.code }), ...value };
      return withTyped({ services: services.toSpliced(part.index, 1, typed as Service) }, unread);
    }
  }
};

/** The input where people mend a problem; undefined where it is on another page. */
export const mendedIn = ({ place }: DocumentProblem, part: Part, form: Form): string | undefined => {
  const [first, index, field] = place;
  const inputAt = (inputs: readonly PartInput[]) => inputs.find(({ at }) => at[0] === field) ?? inputs[0];
  const idIn = (inputs: readonly PartInput[]) => {
    const input = inputAt(inputs);
    return input && idOf(input);
  };
  switch (part.kind) {
    case "start":
      return first === "startsOn" ? idOf(startInput) : undefined;
    case "reasons":
      return first === "reasons" ? idIn(reasonInputs(keptReasons(form)[Number(index)] ?? rowCount(form))) : undefined;
    case "service":
      return first === "services" && (index === part.index || index === undefined) ? idIn(serviceInputs(part)) : undefined;
  }
};

/** The inputs of a page that is no list. */
export const inputsOf = (part: Exclude<Part, { kind: "reasons" }>): readonly PartInput[] =>
  part.kind === "start" ? [startInput] : serviceInputs(part);

const typedRow = (inputs: readonly PartInput[], row: Row, directory: Directory): TypedFields =>
  Object.assign({}, ...inputs.map((input) => typedFrom(input, row[input.at[0] ?? ""], [directory])));

const newService: Row = { status: "active", audience: "residents" };

export const typedPart = (part: Part, directory: Directory): Form => {
  switch (part.kind) {
    case "start":
      return typedForm(typedRow([startInput], directory as unknown as Row, directory));
    case "reasons":
      return typedForm(
        Object.assign(
          { [rowsName]: String(directory.reasons.length + 1) },
          ...directory.reasons.map((row, index) => typedRow(reasonInputs(index + 1), row, directory)),
        ),
      );
    case "service":
      return typedForm(typedRow(serviceInputs(part), (part.service as Row | undefined) ?? newService, directory));
  }
};
