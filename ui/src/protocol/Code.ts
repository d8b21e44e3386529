
export type Code = "stale" | "not_found" | "refused" | "library_too_new" | "library_in_use" | "cancelled" | "disk" | "unexpected";
