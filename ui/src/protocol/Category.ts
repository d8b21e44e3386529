
export type Category = "personnel" | "operations" | "miscellaneous" | "capital";
