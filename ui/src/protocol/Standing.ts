
export type Standing = "pass" | "violation" | "over_principle" | "justified" | "needs_approval" | "needs_confirmation" | "undetermined" | "reminder" | "not_applicable";
