import type { Approval } from "./Approval";
import type { Category } from "./Category";
import type { Fund } from "./Fund";
import type { Position } from "./Position";
import type { Tag } from "./Tag";

export type BudgetLine = { id: string, category: Category | null, item: string | null, fund: Fund | null, unit_price: string | null, quantity: string | null, unit: string | null, amount: string | null, position: Position | null, person: string | null, tags: Array<Tag>, note: string | null, approval: Approval | null, extra_item?: boolean };
