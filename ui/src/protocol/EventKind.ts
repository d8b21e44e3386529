
export type EventKind = "cross_school" | "cross_community" | "training_workshop";
