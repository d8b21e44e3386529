
export type SchoolWord = "school";
