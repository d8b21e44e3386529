import type { AppliesTo } from "./AppliesTo";

export type ChecklistItem = { title: string | null, applies_to: AppliesTo, attachment_kind: string | null };
