import type { Declaration } from "./Declaration";
import type { Executive } from "./Executive";

export type Person = { id: string, name: string | null, staff_number: string | null, email: string | null, affiliation: string | null, department: string | null, title: string | null, is_teacher: boolean | null, executive: Executive | null, other_school_declaration: Declaration | null };
