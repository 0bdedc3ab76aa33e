import { createApply } from "../../../functions/apply/apply.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoCounts } from "../../../shared/store/counts.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoDrafts } from "../../../shared/store/drafts.ts";
import { dynamoGazetteer } from "../../../shared/store/gazetteer.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { assessor, secondAssessor } from "../../examples.ts";
import { type Answer, origin, type Sent, send, tokensOf } from "../../http.ts";
import { identitiesOn } from "../../setup/identities.ts";

export const applyPortsOn = (table: Table) => ({
  applications: dynamoApplications(table),
  identities: identitiesOn(table),
  counts: dynamoCounts(table),
  drafts: dynamoDrafts(table),
  schemes: dynamoSchemes(table),
  directories: dynamoDirectories(table),
  gazetteer: dynamoGazetteer(table),
  matchingKey: async () => "a key for tests",
  origin,
  tokens: tokensOf(assessor, secondAssessor),
});

export const applyOn = (table: Table) => createApply(applyPortsOn(table));

export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A resident's answers, page by page, up to the check: a parent alone with one child. */
export const typedPages: readonly (readonly [page: string, typed: Typed])[] = [
  ["for-whom", { role: "self" }],
  ["about-you", { name: "Robin Example", "dateOfBirth-day": "9", "dateOfBirth-month": "March", "dateOfBirth-year": "1984" }],
  ["home", { kind: "settled" }],
  ["postcode", { postcode: "cv12ab", number: "" }],
  ["address", { line1: "12 Sample Street", line2: "", town: "Coventry", postcode: "cv12ab" }],
  [
    "people/k0000001",
    { name: "Sam Example", "dateOfBirth-day": "30", "dateOfBirth-month": "7", "dateOfBirth-year": "2016", relationship: "child" },
  ],
  ["people", { another: "no" }],
  ["income", { amount: "£1,150.00", often: "monthly" }],
  ["benefits", { benefits: ["universalCredit", "childBenefit"] }],
  ["housing-costs", { amount: "520", often: "monthly" }],
  ["savings", { savings: "20" }],
  ["what-happened", { trigger: "suddenExpense", story: "The boiler broke.\nThe repair took the food money." }],
  ["without", { without: ["food"] }],
  ["needs", { needs: ["food", "energy"], details: "" }],
  ["other-schemes", { helpFrom: ["none"] }],
  ["public-funds", { noRecourse: "no" }],
  ["contact", { ways: ["text"], phone: "07700 900982", email: "", safety: "" }],
  ["other-help", { agreed: "yes" }],
  ["how-to-pay", { way: "later" }],
  ["declaration", { declared: ["yes"] }],
];

/** Chooses a route as API Gateway does. */
const routeOf = (path: string): { route: string; path: Record<string, string> } => {
  const [page = "", person, action] = path.split("/");
  if (page === "check" || page === "received") return { route: `/apply/${page}`, path: page === "check" ? {} : { page } };
  if (page === "people" && person) return { route: `/apply/people/{person}${action ? `/${action}` : ""}`, path: { person } };
  return { route: "/apply/{page}", path: { page } };
};

/** A browser with its cookie. Two with one cookie are two tabs. */
export const residentOn = (table: Table, cookie?: string) => {
  const handler = applyOn(table);
  let kept = cookie;
  const remember = (answer: Answer): Answer => {
    for (const set of answer.cookies) kept = set.includes("Max-Age=0") ? undefined : set.split(";")[0];
    return answer;
  };
  const ask = async (method: "GET" | "POST", path: string, sent: Sent = {}) => {
    const { route, path: parameters } = routeOf(path);
    const isReceivedPost = method === "POST" && route === "/apply/received";
    const key = isReceivedPost ? "POST /apply/{page}" : `${method} ${route}`;
    const answer = remember(await send(handler, key, { path: parameters, cookies: kept ? [kept] : [], ...sent }));
    const to = new URL(answer.headers.location ?? "/", origin);
    if (method === "GET" || to.pathname !== `/apply/${path}`) return answer;
    // The draft keeps a wrong answer, and its page says what is wrong.
    const { form: _, ...rest } = sent;
    const shown = await send(handler, `GET ${route}`, { path: parameters, cookies: kept ? [kept] : [], ...rest });
    return shown.body.includes("There is a problem") ? { ...shown, isShownAgain: true } : answer;
  };
  const tokenIn = (body: string) => /name="formToken" value="([^"]+)"/.exec(body)?.[1];
  return {
    cookie: () => kept,
    leave: async () => remember(await send(handler, "GET /exit", { cookies: kept ? [kept] : [] })),
    get: (path: string, sent?: Sent) => ask("GET", path, sent),
    /** Opens the page first, as a browser does, for its form's token. */
    async post(path: string, typed: Typed = {}, sent: Sent = {}) {
      const shown = path.endsWith("/remove") ? "people" : path;
      const formToken = tokenIn((await ask("GET", shown, sent.now ? { now: sent.now } : {})).body) ?? "";
      return ask("POST", path, { ...sent, form: { formToken, ...typed } });
    },
    postBare: (path: string, sent: Sent) => ask("POST", path, sent),
    async fillIn(different: Readonly<Record<string, Typed>> = {}) {
      for (const [page, typed] of typedPages) {
        const answer = await this.post(page, different[page] ?? typed);
        if (answer.status !== 303) throw new Error(`${page} was not accepted: ${answer.status}`);
      }
    },
  };
};
