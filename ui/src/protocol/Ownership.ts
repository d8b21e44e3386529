
export type Ownership = "national" | "private" | "municipal";
