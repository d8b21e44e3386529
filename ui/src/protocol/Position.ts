
export type Position = "principal_investigator" | "co_principal_investigator" | "associate_investigator" | "project_instructor" | "project_manager" | "full_time_assistant" | "part_time_assistant" | "teaching_assistant" | "other";
