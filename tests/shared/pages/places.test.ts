import { expect, test } from "vitest";
import { financeTabsFor, homeFor, navigationFor } from "../../../shared/pages/places.ts";
import type { Role } from "../../../shared/system.ts";

const linksOf = {
  assessor: ["Cases", "Matches", "To be told", "Runs", "Deliveries", "Schemes", "Services", "Lists", "Follow-ups", "Exports"],
  approver: ["Cases", "Matches", "Approvals", "To be told", "Runs", "Deliveries", "Schemes", "Services", "Lists", "Follow-ups", "Exports"],
  finance: ["Money", "Payments", "Runs", "Deliveries", "Schemes", "Services", "Lists", "Exports"],
  s151: ["Money", "Payments", "Runs", "Deliveries", "Schemes", "Services", "Lists", "Exports"],
  schemeManager: ["Money", "Schemes", "Services", "Lists", "Addresses", "Exports"],
  auditor: [
    "Cases",
    "Matches",
    "Approvals",
    "To be told",
    "Money",
    "Payments",
    "Runs",
    "Deliveries",
    "Schemes",
    "Services",
    "Lists",
    "Addresses",
    "Exports",
    "Access",
  ],
  operator: ["Addresses", "Operations"],
  partner: ["Referrals"],
} as const satisfies Record<Role, readonly string[]>;

const each = Object.entries(linksOf) as [Role, readonly string[]][];
const texts = (links: readonly { readonly text: string }[]) => links.map(({ text }) => text);

test.for(each)("the navigation of the role %s leads where its routes let it in", ([role, links]) => {
  expect(texts(navigationFor({ roles: [role] }, "/home"))).toEqual(links);
});

test.for(each)(
  "the home page of the role %s has the same, with schemes, services, lists and addresses for their managers alone",
  ([role, links]) => {
    const theirs = { schemeManager: ["Schemes", "Services", "Lists", "Addresses"], operator: ["Addresses"] }[role as string] ?? [];
    const ofManagers = ["Schemes", "Services", "Lists", "Addresses"].filter((text) => !theirs.includes(text));
    expect(texts(homeFor({ roles: [role] }))).toEqual(links.filter((text) => !ofManagers.includes(text)));
  },
);

test.each([
  ["/cases/ABCD-EFGH-JKMN", "Cases"],
  ["/lines/ABCD-EFGH-JKMN.1", "Deliveries"],
  ["/scheme-drafts/1", "Schemes"],
  ["/service-drafts/1", "Services"],
  ["/home", undefined],
])("at %s the navigation shows that one is at %s", (path, text) => {
  expect(navigationFor({ roles: ["assessor"] }, path).find(({ active }) => active)?.text).toBe(text);
});

test.each([
  ["/finance/CRF", "Money"],
  ["/finance/CRF/entries", "Money"],
  ["/finance/CRF/changes", "Budget changes"],
  ["/finance/CRF/changes/new", "Budget changes"],
  ["/finance/CRF/year-end", "Year end"],
])("at %s the links of a scheme’s money show that one is at %s", (path, text) => {
  const tabs = financeTabsFor({ roles: ["finance"] }, path);
  expect(tabs.filter(({ active }) => active).map((tab) => tab.text)).toEqual([text]);
  expect(tabs.map(({ href }) => href)).toEqual(expect.arrayContaining(["/finance/CRF", "/finance/CRF/changes"]));
});

test("no links of a scheme’s money stand on other pages, nor where somebody may open none of them", () => {
  expect(financeTabsFor({ roles: ["finance"] }, "/finance")).toEqual([]);
  expect(financeTabsFor({ roles: ["finance"] }, "/cases")).toEqual([]);
  expect(financeTabsFor({ roles: ["assessor"] }, "/finance/CRF")).toEqual([]);
});
