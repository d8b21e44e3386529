
export type NewAttachment = { season: string, base: number, proposal: string | null, kind: string, title: string, ticket: string };
