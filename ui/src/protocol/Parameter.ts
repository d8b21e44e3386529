
export type Parameter = { name: string, value: string };
