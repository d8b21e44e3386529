
export type FieldPath = string;
