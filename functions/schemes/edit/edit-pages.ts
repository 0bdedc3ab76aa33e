import { isSection, type SectionName, sectionNames, sections } from "../../../shared/domain/scheme-draft/sections.ts";

/** The years are days of the period, so neither can be changed without the other: they are one page. */
const together: { readonly [page in SectionName]?: readonly SectionName[] } = {
  about: ["about", "subYears"],
  subYears: ["about", "subYears"],
};

/** The sections that are edited on the page of one of them. */
export const sectionsOnPage = (section: SectionName): readonly SectionName[] => together[section] ?? [section];

export const pageTitle = (section: SectionName): string =>
  sectionsOnPage(section).length > 1 ? "Name, period and years" : sections[section].title;

/** Every page once, under the name of its first section. */
export const editPages: readonly SectionName[] = sectionNames.filter((name) => sectionsOnPage(name)[0] === name);

export const readSectionName = (text = ""): SectionName | undefined => (isSection(text) ? text : undefined);
