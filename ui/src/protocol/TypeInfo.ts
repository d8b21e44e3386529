import type { ProposalType } from "./ProposalType";

export type TypeInfo = { key: ProposalType, title: string, title_en: string, category: string };
