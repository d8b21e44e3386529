import type { TypeInfo } from "./TypeInfo";

export type EditionInfo = { id: string, title: string, title_en: string, first_day: string, last_day: string, years: Array<number>, types: Array<TypeInfo>, support_plan: boolean };
