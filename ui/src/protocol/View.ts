import type { FieldPath } from "./FieldPath";
import type { Finding } from "./Finding";
import type { SeasonCard } from "./SeasonCard";
import type { SectionTitle } from "./SectionTitle";
import type { UndoRedo } from "./UndoRedo";
import type { Workspace } from "./Workspace";

export type View = { season: SeasonCard, revision: number, workspace: Workspace, findings: Array<Finding>, steps: UndoRedo, saved_at: string, focus: FieldPath | null, sections: { [key in string]?: Array<SectionTitle> } };
