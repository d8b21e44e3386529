import type { Clause } from "./Clause";
import type { CopyPlan } from "./CopyPlan";
import type { Edited } from "./Edited";
import type { Planned } from "./Planned";
import type { Preview } from "./Preview";
import type { Saved } from "./Saved";
import type { SeasonCard } from "./SeasonCard";
import type { Step } from "./Step";
import type { View } from "./View";
import type { Welcome } from "./Welcome";

export type Response = { "welcome": Welcome } | { "library": Array<SeasonCard> } | { "opened": View } | { "edited": Edited } | { "history": Array<Step> } | { "clauses": Array<Clause> } | { "staged": string } | { "surveyed": Preview } | { "planned": Planned } | { "saved": Saved } | { "copy_planned": CopyPlan } | "done";
