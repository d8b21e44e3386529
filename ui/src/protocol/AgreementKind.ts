
export type AgreementKind = "mou" | "agreement" | "letter_of_intent";
