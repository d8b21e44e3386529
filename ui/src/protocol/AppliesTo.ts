import type { ProposalType } from "./ProposalType";
import type { SchoolWord } from "./SchoolWord";

export type AppliesTo = Array<ProposalType> | SchoolWord;
