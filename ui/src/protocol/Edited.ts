import type { Finding } from "./Finding";
import type { UndoRedo } from "./UndoRedo";

export type Edited = { revision: number, findings: Array<Finding>, steps: UndoRedo, saved_at: string };
