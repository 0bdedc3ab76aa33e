import type { Directory } from "../../shared/domain/directory/directory.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FieldOnPage, FieldView } from "../../shared/forms/field.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { DirectoryDraft } from "../../shared/store/directories.ts";
import { fieldFor } from "../document/input.ts";
import { hasEdited } from "../document/publish-draft.ts";
import { directoryIn } from "./directory-ports.ts";
import type { PartError } from "./edit-part.ts";
import {
  inputsOf,
  type Part,
  type PartInput,
  partTitle,
  readPart,
  reasonInputs,
  removeName,
  removeReasonName,
  rowCount,
  rowsName,
  typedPart,
} from "./part-form.ts";
import { draftPath, partPath } from "./service-paths.ts";

export type PartPageAsk = {
  readonly principal: Principal;
  /** The form as it was sent, where the page shows it again. */
  readonly typed?: Form;
  readonly errors?: readonly PartError[];
  readonly notice?: string;
  readonly status?: number;
};

type PartPageView = {
  readonly draft: Pick<DirectoryDraft, "version">;
  readonly version: number;
  readonly title: string;
  readonly path: string;
  readonly action: string;
  readonly errors: readonly PartError[];
  readonly notice?: string;
  readonly isNewEditor: boolean;
  /** Only of a part that is a list. */
  readonly rows?: ReturnType<typeof reasonRows>;
  readonly rowsName: string;
  readonly inputs: readonly FieldView[];
  readonly remove?: RemoveTick;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "services/part.njk": PartPageView;
  }
}

export const partPage = (draft: DirectoryDraft, partName: string, ask: PartPageAsk): Reply => {
  const { principal, typed, errors = [], notice, status = 200 } = ask;
  const directory = directoryIn(draft);
  const part = readPart(partName, directory);
  if (!part) return notFoundPage();
  const form = typed ?? typedPart(part, directory);
  const ofFields = errors.flatMap(({ field, text }) => (field === undefined ? [] : [{ field, text }]));
  const context = { directory, form, errors: ofFields };
  return page(
    "services/part.njk",
    {
      draft,
      version: directory.version,
      title: partTitle(part),
      path: draftPath(draft.draftId),
      action: partPath(draft.draftId, partName),
      errors,
      notice,
      isNewEditor: !hasEdited(draft, principal),
      rows: part.kind === "reasons" ? reasonRows(context) : undefined,
      rowsName,
      inputs: part.kind === "reasons" ? [] : inputsOf(part).map((input) => viewOf(input, context)),
      remove: removable(part, form),
    },
    status,
  );
};

type Context = FieldOnPage & { readonly directory: Directory };
const viewOf = (input: PartInput, context: Context): FieldView => fieldFor(input, [context.directory]).view(context);

type RemoveTick = { readonly name: string; readonly isTicked: boolean };

const reasonRows = (context: Context) => {
  const { form } = context;
  const count = Math.max(1, rowCount(form));
  return Array.from({ length: count }, (_, index) => index + 1).map((number) => ({
    id: `reasons-${number}`,
    title: number === count ? "Add a reason" : form.one(`reasons-${number}-label`) || `Reason ${number}`,
    isOpen: context.errors.some(({ field }) => field.startsWith(`reasons-${number}-`)),
    inputs: reasonInputs(number).map((input) => viewOf(input, context)),
    remove: number === count ? undefined : { name: removeReasonName(number), isTicked: form.one(removeReasonName(number)) === "yes" },
  }));
};

const removable = (part: Part, form: Form): RemoveTick | undefined =>
  part.kind === "service" && part.service ? { name: removeName, isTicked: form.one(removeName) === "yes" } : undefined;
