
export type ProposalType = "sprout" | "deepening" | "international" | "distinctive" | "linkage_sprout" | "linkage_deepening";
