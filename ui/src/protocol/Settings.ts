import type { Language } from "./Language";

export type Settings = { author: string, language: Language, theme: string };
