
export type ApprovalStatus = "requested" | "approved";
