import type { Program } from "./Program";
import type { Role } from "./Role";

export type PastProject = { title: string | null, program: Program | null, starts_on: string | null, ends_on: string | null, person: string | null, role: Role | null, evidence: string | null };
