import type { Pence } from "../money.ts";
import { type HouseholdSize, isInBand } from "./household-sizes.ts";
import type { Scheme } from "./scheme.ts";

type Bands = Scheme["tariffs"];
export type Band = Bands[number];

export const tariffNames = (bands: Bands): readonly string[] => [...new Set(bands.map(({ tariff }) => tariff))];

/** Every document that was read has exactly one row for every household. */
export const bandFor = (bands: Bands, tariff: string, household: HouseholdSize): Band | undefined =>
  bands.find((band) => band.tariff === tariff && isInBand(household, band));

export const highestOf = (bands: Bands, tariff: string): Pence | undefined =>
  bands
    .filter((band) => band.tariff === tariff)
    .reduce<Pence | undefined>((most, { amount }) => (most === undefined || amount > most ? amount : most), undefined);
