
export type NewSeason = { title: string, edition: string, cycle: string, years: Array<number>, school: string };
