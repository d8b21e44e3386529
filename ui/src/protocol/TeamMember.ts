import type { Role } from "./Role";

export type TeamMember = { person: string | null, role: Role | null };
