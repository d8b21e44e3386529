
export type Map = unknown;
