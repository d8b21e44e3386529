import type { Plan } from "./Plan";

export type Planned = { plan: string, base: number, changes: Plan };
