import { randomUUID } from "node:crypto";
import { createSchemes } from "../../../functions/schemes/schemes.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoSchemeDrafts } from "../../../shared/store/scheme-drafts.ts";
import { dynamoSchemeTrials } from "../../../shared/store/scheme-trials.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { type Answer, origin, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";

export const farah: Principal = { id: "scheme-manager", name: "Farah Aziz", roles: ["schemeManager"] };
export const joan: Principal = { id: "scheme-manager-2", name: "Joan Clarke", roles: ["schemeManager"] };

export const shipped = (code: string): Scheme => {
  const scheme = shippedSchemes.find((each) => each.code === code);
  if (!scheme) throw new Error(`The product does not ship with ${code}.`);
  return scheme;
};

/** A document that may stand as the next version of the scheme in force on the examples' day. */
export const nextCrf = (changes: Partial<Scheme> = {}): Scheme => {
  const crf = shipped("CRF");
  return { ...crf, version: 2, about: { ...crf.about, startsOn: "2026-12-01" }, ...changes };
};

/** The schemes room on a table of its own, with two managers and an assessor at their desks. */
export const openRoom = async () => {
  const table = await freshTable();
  const drafts = dynamoSchemeDrafts(table);
  const schemes = dynamoSchemes(table);
  const directories = dynamoDirectories(table);
  const room = createSchemes({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(farah, joan, assessor),
    schemes,
    directories,
    drafts,
    trials: dynamoSchemeTrials(table),
  });
  return {
    table,
    drafts,
    schemes,
    directories,
    room,
    farah: await signIn(table, farah),
    joan: await signIn(table, joan),
    asha: await signIn(table, assessor),
  };
};
export type Room = Awaited<ReturnType<typeof openRoom>>;

export const newKey = (): string => randomUUID();

/** A draft of the next version, started by Farah through the API. */
export const startedDraft = async ({ room, farah: as }: Room, document: unknown = nextCrf()): Promise<string> => {
  const answer = await send(room, "POST /api/scheme-drafts", { as, json: { document }, headers: { "idempotency-key": newKey() } });
  if (answer.status !== 201) throw new Error(`The draft was not started: ${answer.body}`);
  return answer.json<{ draftId: string }>().draftId;
};

export type Typed = { readonly [name: string]: readonly string[] };

const entities: { readonly [entity: string]: string } = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
};
const decoded = (text: string) => text.replaceAll(/&(?:amp|lt|gt|quot|#39|#x27);/g, (entity) => entities[entity] ?? entity);
const attribute = (tag: string, name: string) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : decoded(found);
};

/** The fields that a browser sends if nobody changes this page's form. */
export const formIn = (html: string, action: string): Typed => {
  const start = html.indexOf(`<form action="${action}"`);
  const form = html.slice(start, html.indexOf("</form>", start));
  if (start === -1) throw new Error(`There is no form for ${action} on the page.`);
  const sent: [string, string][] = [];
  for (const [tag, , inside = ""] of form.matchAll(/<input\b[^>]*>|<(textarea|select)\b[^>]*>([\s\S]*?)<\/\1>/g)) {
    const name = attribute(tag.slice(0, tag.indexOf(">") + 1), "name");
    if (!name || name === "formToken") continue;
    if (tag.startsWith("<select")) {
      const options = [...inside.matchAll(/<option\b[^>]*>/g)].map(([option]) => option);
      sent.push([name, attribute(options.find((option) => /\sselected\b/.test(option)) ?? options[0] ?? "", "value") ?? ""]);
    } else if (tag.startsWith("<textarea")) sent.push([name, decoded(inside)]);
    else if (!tag.includes('type="checkbox"') || /\schecked\b/.test(tag)) sent.push([name, attribute(tag, "value") ?? ""]);
  }
  return Object.fromEntries(
    Map.groupBy(sent, ([name]) => name)
      .entries()
      .map(([name, values]) => [name, values.map(([, value]) => value)]),
  );
};

/** The links of the list of errors, with what each says. */
export const errorsIn = ({ body }: Answer): { readonly href: string; readonly text: string }[] => {
  const summary = body.slice(body.indexOf("govuk-error-summary__list"), body.indexOf("<h1"));
  return [...summary.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)</g)].map(([, href = "", text = ""]) => ({
    href,
    text: decoded(text).trim(),
  }));
};

export const sectionOn = (room: Room, draftId: string, as: SignedIn = room.farah) => {
  const path = (section: string) => ({ draftId, section });
  return {
    open: (section: string) => send(room.room, "GET /scheme-drafts/{draftId}/{section}", { as, path: path(section) }),
    /** The form of a section as it stands, but for what is typed into it; undefined unticks. */
    save: async (section: string, typed: { readonly [name: string]: string | readonly string[] | undefined } = {}, now = aDayInCrf) => {
      const { body } = await send(room.room, "GET /scheme-drafts/{draftId}/{section}", { as, path: path(section) });
      const form = Object.entries({ ...formIn(body, `/scheme-drafts/${draftId}/${section}`), ...typed }).filter(
        ([, value]) => value !== undefined,
      );
      return send(room.room, "POST /scheme-drafts/{draftId}/{section}", {
        as,
        path: path(section),
        form: Object.fromEntries(form) as Record<string, string>,
        now,
      });
    },
  };
};

export const schemeOf = async ({ drafts }: Room, draftId: string): Promise<Scheme> => {
  const draft = await drafts.find(draftId);
  if (!draft) throw new Error("The draft is gone.");
  return JSON.parse(draft.document) as Scheme;
};
