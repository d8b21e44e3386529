
export type PartyKind = "university" | "professional_organization" | "other";
