
export type SectionTitle = { key: string, title: string, title_en: string };
