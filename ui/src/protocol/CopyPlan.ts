import type { ChangedLimit } from "./ChangedLimit";
import type { Flip } from "./Flip";

export type CopyPlan = { limits: Array<ChangedLimit>, flips: Array<Flip> };
