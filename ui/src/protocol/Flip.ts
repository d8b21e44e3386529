import type { Standing } from "./Standing";

export type Flip = { rule: string, proposal: string | null, before: Standing | null, after: Standing, message: string };
