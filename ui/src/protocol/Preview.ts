
export type Preview = unknown;
