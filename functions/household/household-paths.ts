export const householdPath = (householdId: string): string => `/households/${householdId}`;
