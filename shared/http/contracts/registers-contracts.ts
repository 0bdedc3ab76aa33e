import * as z from "zod/mini";
import {
  type LawfulBasis,
  lawfulBases,
  type RegisterKind,
  type RegisterState,
  registerKinds,
  registerStates,
  registerTermsShape,
} from "../../domain/register/register.ts";
import { sayAlso, says } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { day, instant, text, whole } from "./fields.ts";

const fileText = text("The whole text of the file, CSV.");
const version = says(
  z.int({ error: "Say which version of the list you saw" }).check(z.positive()),
  "The version; send the one that you saw when you change it.",
);

export const registerTerms = z.strictObject(registerTermsShape);
const registerStart = z.strictObject({ ...registerTermsShape, list: fileText });
export const registerStep = z.strictObject({ version });
const registerFile = z.strictObject({ version, list: fileText });
export const registerEnding = z.strictObject({ version, reason: longText("the reason", 300) });

const codes = <T extends string>(words: Readonly<Record<T, unknown>>) => z.enum(Object.keys(words) as [T, ...T[]]);

const registerReply = () =>
  sayAlso(
    z.strictObject({
      registerId: text("The list’s id. It begins with its last day."),
      kind: says(codes<RegisterKind>(registerKinds), "What the list is about."),
      origin: text("Where the list is from."),
      lawfulBasis: says(codes<LawfulBasis>(lawfulBases), "The lawful basis of using it."),
      agreement: text("What allows its use, as somebody typed it."),
      dated: day("The day whose facts the list holds."),
      usedUntil: day("The last day on which it may be used."),
      state: says(codes<RegisterState>(registerStates), "Where it stands."),
      isInUse: says(
        z.boolean(),
        "Assessors see today what it holds: it is loaded, its last day is not over and no newer list of its kind and origin is loaded.",
      ),
      version: whole("The version; send the one that you saw when you change it."),
      rows: whole("How many rows."),
      partsDone: whole("How many parts of it are loaded or deleted."),
      parts: whole("In how many parts it is loaded or deleted."),
      files: says(
        z.array(
          z.strictObject({
            rows: whole("How many rows."),
            readAs: text("How the file’s characters were read."),
            ignoredColumns: says(z.array(z.string()), "Columns that are not read. Nothing of them is kept."),
            mendedRows: says(z.array(z.int()), "Rows in which single letters were damaged and mended."),
            rowsWithoutUprn: whole("Rows whose UPRN a spreadsheet had shortened."),
          }),
        ),
        "The files that it came in.",
      ),
      uploadedBy: says(actor, "Who uploaded it."),
      uploadedAt: instant("When it was uploaded."),
      loadedBy: z.optional(says(actor, "Who had it loaded.")),
      loadedAt: z.optional(instant("When all of it was loaded.")),
      endedBy: z.optional(says(actor, "Who ended its use.")),
      endedAt: z.optional(instant("When somebody ended its use.")),
      endReason: z.optional(text("Why its use was ended.")),
    }),
    { title: "Register" },
  );

/** The API of lists that somebody else keeps of people. It gives nobody’s row to anybody. */
export const registersContracts = {
  "GET /api/registers": {
    name: "listRegisters",
    does: "Lists that other schemes, councils and offices keep of people: those with the latest last day first. No row of them.",
    query: paging,
    reply: z.lazy(() => list(registerReply())),
    status: 200,
  },
  "GET /api/registers/{registerId}": {
    name: "getRegister",
    does: "A list as it stands: by what right it is used, until when, and how far its loading is. No row of it.",
    reply: z.lazy(registerReply),
    status: 200,
  },
  "POST /api/registers": {
    request: registerStart,
    reply: z.lazy(registerReply),
    status: 201,
    refuses: ["list-unreadable", "idempotency-key-reused"],
  },
  "POST /api/registers/{registerId}/files": {
    request: registerFile,
    reply: z.lazy(registerReply),
    status: 201,
    refuses: ["list-unreadable", "stale-register"],
  },
  "POST /api/registers/{registerId}/loadings": {
    request: registerStep,
    reply: z.lazy(registerReply),
    status: 202,
    refuses: ["stale-register", "step-not-possible"],
  },
  "POST /api/registers/{registerId}/endings": {
    request: registerEnding,
    reply: z.lazy(registerReply),
    status: 202,
    refuses: ["stale-register"],
  },
} as const satisfies ContractsOf<"registers">;
