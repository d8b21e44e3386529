
export type Progress = { doing: string, done: number, total: number };
