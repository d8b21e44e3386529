
export type Saved = { name: string, bytes: number, sha256: string, pages: number | null, draft: boolean, notes: Array<string> };
