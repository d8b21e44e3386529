import type { FieldPath } from "./FieldPath";
import type { Figures } from "./Figures";
import type { Standing } from "./Standing";

export type Finding = { rule: string, outcome: Standing, proposal: string | null, year: number | null, figures: Figures | null, clause: string, message: string, targets: Array<FieldPath> };
