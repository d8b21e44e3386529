
export type Program = "usr_sprout" | "usr_deepening" | "usr_seed" | "usr_hub_seed" | "self_run_social_responsibility" | "usr_linkage" | "usr_international" | "usr_distinctive" | "other_ministry" | "other";
