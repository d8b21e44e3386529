
export type Attachment = { id: string, kind: string | null, title: string | null, file: string | null };
