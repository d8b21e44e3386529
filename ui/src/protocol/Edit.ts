import type { FieldPath } from "./FieldPath";

export type Edit = { "set": { path: FieldPath, value: unknown } } | { "add": { list: FieldPath, value: unknown, before: string | null } } | { "remove": { path: FieldPath } } | { "move": { path: FieldPath, before: string | null } } | { "all": { label: string, edits: Array<Edit> } };
