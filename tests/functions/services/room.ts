import { createServices } from "../../../functions/services/services.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { dynamoDirectories, dynamoDirectoryDrafts } from "../../../shared/store/directories.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { assessor } from "../../examples.ts";
import { origin, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { farah, formIn, joan, newKey } from "../schemes/room.ts";

export const nextDirectory = { ...shippedDirectory, version: 2, startsOn: "2026-11-21" };

/** The services room, with two managers and an assessor at their desks. */
export const openServices = async (table: Table) => {
  const services = createServices({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(farah, joan, assessor),
    directories: dynamoDirectories(table),
    drafts: dynamoDirectoryDrafts(table),
  });
  return {
    table,
    services,
    drafts: dynamoDirectoryDrafts(table),
    farah: await signIn(table, farah),
    joan: await signIn(table, joan),
    asha: await signIn(table, assessor),
  };
};
export type ServicesRoom = Awaited<ReturnType<typeof openServices>>;

/** A draft of the next version, started by Farah on the page. */
export const startedOnPage = async ({ services, farah: as }: ServicesRoom): Promise<string> => {
  const { headers } = await send(services, "POST /services/drafts", { as, form: { startId: newKey() } });
  return headers.location?.split("/").at(-1) ?? "";
};

type Typed = { readonly [name: string]: string | readonly string[] | undefined };

/** The form of a part as it stands, but for what is typed into it; undefined unticks. */
export const savePart = async ({ services, farah }: ServicesRoom, draftId: string, part: string, typed: Typed, as: SignedIn = farah) => {
  const path = { draftId, part };
  const { body } = await send(services, "GET /service-drafts/{draftId}/parts/{part}", { as, path });
  const form = Object.entries({ ...formIn(body, `/service-drafts/${draftId}/parts/${part}`), ...typed }).filter(
    ([, value]) => value !== undefined,
  );
  return send(services, "POST /service-drafts/{draftId}/parts/{part}", {
    as,
    path,
    form: Object.fromEntries(form) as Record<string, string | readonly string[]>,
  });
};

export const publish = ({ services }: ServicesRoom, draftId: string, as: SignedIn, version: number) =>
  send(services, "POST /service-drafts/{draftId}/publish", { as, path: { draftId }, form: { version: String(version) } });

/** A manager's form for a new law centre. The law centre takes referrals. */
export const lawCentre: Typed = {
  "service-code": "lawCentre",
  "service-name": "Law Centre",
  "service-does": "Advises on the benefit cap",
  "service-takesReferrals": "yes",
  "service-reasons": ["benefitProblem", "housing"],
  "service-shares": "a name, how to make contact safely and what help is needed",
  "service-namedOnForm": "yes",
  "service-answerDays": "7",
  "service-urgentAnswerDays": "3",
  "service-contactName": "Benefit cap desk",
  "service-email": "cap@lawcentre.example",
  "service-area": "Coventry",
  "service-source": "An agreement of this month.",
  "service-verified": "yes",
};
