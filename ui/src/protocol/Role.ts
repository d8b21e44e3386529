
export type Role = "principal_investigator" | "co_principal_investigator" | "associate_investigator" | "adviser" | "member";
