import type { Parameter } from "./Parameter";

export type Clause = { rule: string, edition: string, title: string, cite: string, quote: string, stated: boolean, explanation: string, parameters: Array<Parameter> };
