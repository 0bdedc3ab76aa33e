import { isSection, type SectionName, sectionNames, sections } from "../../../shared/domain/scheme-draft/sections.ts";

/** The years divide the period, so people change both on one page. */
const together: { readonly [page in SectionName]?: readonly SectionName[] } = {
  about: ["about", "subYears"],
  subYears: ["about", "subYears"],
};

export const sectionsOnPage = (section: SectionName): readonly SectionName[] => together[section] ?? [section];

export const pageTitle = (section: SectionName): string =>
  sectionsOnPage(section).length > 1 ? "Name, period and years" : sections[section].title;

/** Every page once, under the name of its first section. */
export const editPages: readonly SectionName[] = sectionNames.filter((name) => sectionsOnPage(name)[0] === name);

export const readSectionName = (text = ""): SectionName | undefined => (isSection(text) ? text : undefined);
