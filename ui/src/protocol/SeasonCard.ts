
export type SeasonCard = { id: string, title: string, school: string, edition: string, cycle: string, proposals: number, practice: boolean, deleted: boolean, saved_at: string };
