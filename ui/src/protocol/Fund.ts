
export type Fund = "grant" | "matching" | "external";
