import type { AgreementKind } from "./AgreementKind";
import type { PartyKind } from "./PartyKind";
import type { SignedBy } from "./SignedBy";

export type Agreement = { kind: AgreementKind | null, party: string | null, party_kind: PartyKind | null, country: string | null, signed_on: string | null, expires_on: string | null, signed_by: SignedBy | null, covers_plan: boolean | null, document: string | null };
