
export type Step = { revision: number, label: string, by: string, at: string, checkpoint: string | null, current: boolean };
