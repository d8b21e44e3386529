import type { EditionInfo } from "./EditionInfo";
import type { Settings } from "./Settings";

export type Welcome = { version: string, settings: Settings, editions: Array<EditionInfo>, library: string, seasons: number };
