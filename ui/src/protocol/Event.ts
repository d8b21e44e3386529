import type { EventKind } from "./EventKind";

export type Event = { title: string | null, kind: EventKind | null, year: number | null, schools: Array<string | null> };
