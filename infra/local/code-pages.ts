import { formatDay } from "../../shared/domain/dates.ts";
import { formatPounds, pence } from "../../shared/domain/money.ts";
import { behaviours, type createCodeSandbox, type SandboxCode } from "./code-sandbox.ts";
import { type Html, html, plainPage } from "./plain-page.ts";
import { sandboxPath } from "./sandbox-page.ts";

export const codesPath = `${sandboxPath}/codes`;

type CodesRequest = {
  readonly method: string;
  /** The path after the provider's own. */
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
  readonly isFromElsewhere: boolean;
};
type CodesAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

const answer = (status: number, contentType: string, body: string, more: Record<string, string> = {}): CodesAnswer => ({
  status,
  headers: { "content-type": contentType, "cache-control": "no-store", ...more },
  body,
});
const asJson = (status: number, value: object) => answer(status, "application/json", JSON.stringify(value));

const stateWords: Readonly<Record<SandboxCode["state"], string>> = {
  unused: "Not used",
  activated: "Activated",
  redeemed: "Redeemed",
  expired: "Expired",
  cancelled: "Cancelled",
  failed: "Refused",
};

const button = (key: string, what: string, label: string): Html =>
  html`<button class="govuk-button govuk-button--secondary" name="${what}" value="${key}">${label}<span class="govuk-visually-hidden"> ${key}</span></button>`;

const buttonsFor = ({ key, state }: SandboxCode): Html => {
  if (state === "cancelled" || state === "expired")
    return html`<form method="post" action="${codesPath}">${button(key, "redeemedLate", "Redeem in a shop that is offline")}</form>`;
  if (state !== "unused" && state !== "activated") return html``;
  return html`<form method="post" action="${codesPath}">${state === "unused" ? button(key, "activated", "Activate") : ""} ${button(key, "redeemed", "Redeem")}</form>`;
};

const codesPage = (codes: readonly SandboxCode[]): Html => html`
  <p class="govuk-body">This stands in for the provider of vouchers and cash codes on this machine. One order has one code, however often it is asked for.</p>
  <p class="govuk-body">An order answers by the pence of its amount:</p>
  <ul class="govuk-list govuk-list--bullet">${Object.entries(behaviours).map(([amount, says]) => html`<li>an amount that ends in .0${amount} ${says}</li>`)}</ul>
  <p class="govuk-body"><a class="govuk-link" href="${codesPath}/results.csv">What became of each code, as a file for the service</a></p>
  <h2 class="govuk-heading-m">Codes</h2>
  ${
    codes.length === 0
      ? html`<p class="govuk-body">No code has been ordered yet.</p>`
      : html`<div class="council-table-scroll" tabindex="0" role="region" aria-label="Codes"><table class="govuk-table">
    <thead><tr>${["Order", "For", "Amount", "Code", "Until", "State", "Asked", "In a shop"].map((head) => html`<th class="govuk-table__header" scope="col">${head}</th>`)}</tr></thead>
    <tbody>${codes.toReversed().map((code) => {
      const cells = [code.key, `${code.kind}: ${code.item}`, formatPounds(pence(code.amount)), code.state === "failed" ? "" : code.code];
      const more = [formatDay(code.expiresOn), stateWords[code.state], code.asks === 1 ? "once" : `${code.asks} times`];
      return html`<tr>${[...cells, ...more].map((cell) => html`<td class="govuk-table__cell">${cell}</td>`)}<td class="govuk-table__cell">${buttonsFor(code)}</td></tr>`;
    })}</tbody>
  </table></div>`
  }
  <p class="govuk-body"><a class="govuk-link" href="${sandboxPath}">Everything else behind the scenes</a></p>`;

const orderPath = /^\/orders\/([A-Z0-9.%-]{1,60})(\/cancellation)?$/;

/** The provider's API for a program with its key, and a page that plays the shop. */
export const createCodePages =
  (codes: ReturnType<typeof createCodeSandbox>, key: string) =>
  async ({ method, path, authorization, body, isFromElsewhere }: CodesRequest): Promise<CodesAnswer> => {
    const [, order, part] = orderPath.exec(path) ?? [];
    if (order) {
      if (authorization !== `Bearer ${key}`) return asJson(401, {});
      const orderKey = decodeURIComponent(order);
      if (method === "POST" && part === undefined) {
        const answered = await codes.order(orderKey, JSON.parse(body));
        return answered ? asJson(200, answered) : asJson(504, {});
      }
      if (method === "POST" && part === "/cancellation" && !(await codes.cancel(orderKey))) return asJson(504, {});
      const found = await codes.find(orderKey);
      return found && found.state !== "failed" ? asJson(200, { state: found.state }) : asJson(404, {});
    }
    if (method === "GET" && path === "/results.csv")
      return answer(200, "text/csv; charset=utf-8", await codes.results(), { "content-disposition": 'attachment; filename="codes.csv"' });
    if (method === "POST" && path === "" && !isFromElsewhere) {
      const form = new URLSearchParams(body);
      for (const what of ["activated", "redeemed"] as const) {
        const used = form.get(what);
        if (used) await codes.use(used, what);
      }
      const usedLate = form.get("redeemedLate");
      if (usedLate) await codes.useLate(usedLate);
      return answer(303, "text/plain", "", { location: codesPath });
    }
    if (method === "GET" && path === "")
      return answer(200, "text/html; charset=utf-8", plainPage("The provider of codes behind the scenes", codesPage(await codes.all())));
    return asJson(404, {});
  };
