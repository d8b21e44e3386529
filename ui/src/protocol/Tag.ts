
export type Tag = "foreign_travel" | "international_exchange" | "labor_insurance" | "health_insurance" | "pension";
