
export type SignedBy = "school" | "college" | "department";
