import { filledTemplate } from "../../functions/message/message-words.ts";
import { staffTemplates } from "../../functions/notify/staff-templates.ts";
import { type NotifyTemplate, templates } from "../../functions/notify/templates.ts";
import { council } from "../../shared/council.ts";
import { formatDay, formatInstant, londonDay } from "../../shared/domain/dates.ts";
import { type AccountId, accountIds, accounts } from "./accounts.ts";
import type { SentMessage } from "./notify-sandbox.ts";
import { type Html, html, plainPage } from "./plain-page.ts";

export const sandboxPath = "/sandbox";

export type SandboxView = {
  readonly now: Date;
  readonly hasGroups: (account: AccountId) => boolean;
  readonly isClockMoved: boolean;
  readonly sent: readonly SentMessage[];
  readonly clockError?: string;
  /** The last nightly work that was started here. */
  readonly nightly?: { readonly at: Date; readonly isDone: boolean } | undefined;
};

/** The days of the two published cases, each with its open scheme. */
const workedDays = [
  ["2024-01-21", "21 January 2024: case 1, Household Support Fund 4"],
  ["2024-05-31", "31 May 2024: case 2, Household Support Fund 5"],
] as const;

const places = [
  ["/", "What a resident sees"],
  ["/cases", "The assessors’ case list"],
  ["/finance", "Finance"],
  ["/referrals", "A partner’s referrals"],
  ["/operations", "What could not be sent or delivered, and trying it again"],
  [`${sandboxPath}/cohort.csv`, "A list of 10,513 made-up households, to start a run from"],
  [`${sandboxPath}/bank`, "The bank, which takes files of payments and says what became of them"],
  [`${sandboxPath}/codes`, "The provider of vouchers and cash codes, and a shop to use them in"],
] as const;

const table = (label: string, heads: readonly string[], rows: readonly (readonly (string | Html)[])[], whenEmpty: string): Html =>
  rows.length === 0
    ? html`<p class="govuk-body">${whenEmpty}</p>`
    : html`<div class="council-table-scroll" tabindex="0" role="region" aria-label="${label}"><table class="govuk-table">
        <thead><tr>${heads.map((head) => html`<th class="govuk-table__header" scope="col">${head}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td class="govuk-table__cell">${cell}</td>`)}</tr>`)}</tbody>
      </table></div>`;

const clock = ({ now, isClockMoved, clockError }: SandboxView): Html => html`
  <h2 class="govuk-heading-m">The clock</h2>
  <p class="govuk-body">${isClockMoved ? "The clock has been moved. " : ""}The service’s time is ${formatInstant(now.toISOString())}.
    The scheme, every deadline and every record follow it. Sign in again after you move it.</p>
  <form method="post" action="${sandboxPath}/clock">
    <div class="govuk-button-group">
    ${workedDays.map(([day, label]) => html`<button class="govuk-button govuk-button--secondary" name="preset" value="${day}">${label}</button>`)}
    <button class="govuk-button govuk-button--secondary" name="preset" value="today">Today</button>
    </div>
  </form>
  <form method="post" action="${sandboxPath}/clock" class="govuk-form-group${clockError ? " govuk-form-group--error" : ""}">
    <label class="govuk-label" for="day">Another day, for example ${formatDay(londonDay(now))}</label>
    ${clockError ? html`<p id="day-error" class="govuk-error-message">${clockError}</p>` : ""}
    <p><input class="govuk-input govuk-input--width-10" id="day" name="day" type="date" min="2020-01-01" max="2099-12-31"></p>
    <button class="govuk-button">Move the clock</button>
  </form>`;

const nightlyWork = ({ nightly }: SandboxView): Html => html`
  <h2 class="govuk-heading-m">The nightly work</h2>
  <p class="govuk-body">At a quarter past midnight money of a period that is over goes on to the next, and every balance is checked against its ledger.
    What came of it stands on each scheme’s page of <a class="govuk-link" href="/finance">Money</a>.</p>
  ${nightly ? html`<p class="govuk-body">${nightly.isDone ? "Done" : "Not all of it was done"}, as of ${formatInstant(nightly.at.toISOString())}.</p>` : ""}
  <form method="post" action="${sandboxPath}/nightly">
    <button class="govuk-button govuk-button--secondary">Run the nightly work now</button>
  </form>`;

/** Stands in for the council's directory. A signed-in account loses its roles within minutes. */
const groupsForm = (id: AccountId, has: boolean): Html => html`<form method="post" action="${sandboxPath}/groups">
  <input type="hidden" name="account" value="${id}"><input type="hidden" name="has" value="${has ? "no" : "yes"}">
  <button class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">${has ? "Take away" : "Give back"}<span class="govuk-visually-hidden"> the groups of ${accounts[id].name}</span></button>
</form>`;

const templateOf = new Map<string, NotifyTemplate>(
  [...Object.values(templates).flatMap((channels) => Object.values(channels)), ...Object.values(staffTemplates)].map(
    (template) => [template.id, template] as const,
  ),
);

/** The words that GOV.UK Notify sends: the template's own, with the blanks of this message. */
const wordsOf = ({ template: id, personalisation }: SentMessage): Html => {
  const template = templateOf.get(id);
  if (!template) return html`A template that is not this service’s: ${id}`;
  const { subject, body } = template;
  return html`${subject === undefined ? "" : html`<strong>${filledTemplate(subject, personalisation)}</strong><br>`}${filledTemplate(body, personalisation)}`;
};

/** The page of the development host: accounts, the clock, the nightly work and the messages sent. */
export const sandboxPage = (view: SandboxView): string =>
  plainPage(
    `Behind the scenes of ${council.serviceName}`,
    html`
  <p class="govuk-body">This page exists only on this machine. It is no part of the service and shows nothing that leaves it.</p>
  <h2 class="govuk-heading-m">Where to go</h2>
  <ul class="govuk-list govuk-list--bullet">${places.map(([path, label]) => html`<li><a class="govuk-link" href="${path}">${label}</a></li>`)}</ul>
  <h2 class="govuk-heading-m">Who to be</h2>
  <p class="govuk-body">Choose one of these when you sign in. The first column is the name for <code>npm run -s token -- &lt;account&gt;</code>.</p>
  ${table(
    "Accounts",
    ["Account", "Name", "Role", "Its groups"],
    accountIds.map((id) => [id, accounts[id].name, accounts[id].does, groupsForm(id, view.hasGroups(id))]),
    "",
  )}
  ${clock(view)}
  ${nightlyWork(view)}
  <h2 class="govuk-heading-m">Messages sent</h2>
  ${table(
    "Messages sent",
    ["Sent", "By", "To", "What it says"],
    view.sent
      .toReversed()
      .map((message) => [formatInstant(message.at), message.type === "sms" ? "Text" : "Email", message.to, wordsOf(message)]),
    "No message has been sent yet.",
  )}`,
  );
