
export type Executive = "president" | "vice_president";
