import type { Directory, Service } from "../../shared/domain/directory/directory.ts";
import { serviceStatuses } from "../../shared/domain/directory/directory.ts";
import { type DirectoryField, serviceFields } from "../../shared/domain/directory/directory-fields.ts";
import { plainFieldInWords } from "../../shared/domain/document/field-words.ts";

type Tag = { readonly text: string; readonly colour: string };

const tagsOf = ({ status, audience, takesReferrals, signposted }: Service): readonly Tag[] => [
  ...(status === "active" ? [] : [{ text: serviceStatuses[status], colour: "grey" }]),
  ...(audience === "staff" ? [{ text: "Staff only", colour: "red" }] : []),
  ...(takesReferrals ? [{ text: "Takes referrals", colour: "green" }] : []),
  ...(signposted ? [{ text: "Residents are told", colour: "blue" }] : []),
];

/** The view of a service has these elsewhere. */
const shownElsewhere: readonly string[] = ["name", "does", "verified", "source"];
const fields: readonly (readonly [string, DirectoryField])[] = Object.entries<DirectoryField>(serviceFields).filter(
  ([field]) => !shownElsewhere.includes(field),
);

const serviceInWords = (service: Service, directory: Directory) => ({
  code: service.code,
  name: service.name,
  does: service.does,
  tags: tagsOf(service),
  facts: [
    ...fields
      .map(([name, field]) => ({
        label: field.label,
        words: plainFieldInWords(field, (service as { readonly [field: string]: unknown })[name], directory),
      }))
      .filter(({ words }) => words !== ""),
    ...(service.takesReferrals ? [{ label: "Who signs in", words: `People in the group partner:${service.code}` }] : []),
  ],
  source: { verified: service.verified, text: service.source },
});

export const directoryInWords = (directory: Directory) => ({
  version: directory.version,
  startsOn: directory.startsOn,
  reasons: directory.reasons.map(({ label }) => label),
  services: directory.services.map((service) => serviceInWords(service, directory)),
});
