
export type UndoRedo = { undo: string | null, redo: string | null };
