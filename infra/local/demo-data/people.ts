import type { Person } from "../../../shared/domain/application.ts";
import { addDays, addMonths, type Day } from "../../../shared/domain/dates.ts";
import type { Chance } from "./random.ts";

const firstNames =
  "Aisha Alan Amira Anna Ben Bola Callum Chen Dawn Dina Ela Femi Grace Hamza Irena Jade Joan Karim Leah Marek Mei Nadia Omar Paula Rafi Rosa Samir Tomasz Una Vera Wes Yusuf Zoë".split(
    " ",
  );
const lastNames =
  "Adeyemi Ahmed Baker Begum Brown Clarke Cole Davies Evans Farah García Green Hill Hussain Iqbal Jones Kaur Khan Kowalski Lewis Mbeki Moore Nowak O’Brien Patel Price Reid Shah Smith Taylor Walker Wang".split(
    " ",
  );

const bornYearsAgo = (chance: Chance, today: Day, youngest: number, oldest: number): Day =>
  addDays(addMonths(today, -12 * chance.between(youngest, oldest)), -chance.between(1, 360));

/** One household: no first name twice, and no parent under eighteen at a child's birth. */
export const peopleOf = (chance: Chance, today: Day): Person[] => {
  const lastName = chance.takeFrom(lastNames);
  const unused = [...firstNames];
  const person = (relationship: Person["relationship"], youngest: number, oldest: number): Person => {
    const firstName = chance.takeFrom(unused);
    unused.splice(unused.indexOf(firstName), 1);
    const born = { name: `${firstName} ${lastName}`, dateOfBirth: bornYearsAgo(chance, today, youngest, oldest) };
    // Some turn 16 before they apply, and then have to say what they share.
    return { ...born, relationship, ...(relationship === "child" && { shares: "money" as const }) };
  };
  const children = chance.happens(0.6) ? Array.from({ length: chance.between(1, 4) }, () => person("child", 4, 15)) : [];
  const youngestAdult = children.length > 0 ? 34 : 22;
  const helped = person("self", youngestAdult, children.length > 0 ? 50 : 79);
  const partner = chance.happens(0.35) ? [person("partner", youngestAdult, 60)] : [];
  return [helped, ...partner, ...children];
};
