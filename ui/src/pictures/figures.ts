/** The season's money as pictures need it: sums over proposals and years, and the limits that the clauses state. */

import type { BudgetYear, Category, Finding, Workspace } from '../host/protocol'
import { compare, most, parseDecimal, sum, total, type Decimal, ZERO } from '../decimal'
import { categoryOf, grantOf, grantsOf } from '../season/figures'

export const CATEGORIES: readonly Category[] = ['personnel', 'operations', 'miscellaneous', 'capital']

/** What a budget comes to. */
export interface Money {
  /** 補助款 that is asked for, or approved. */
  grant: Decimal
  /** What the lines paid from the grant are spent on. */
  byCategory: Record<Category, Decimal>
  matching: Decimal
  external: Decimal
}

export function moneyOf(years: readonly BudgetYear[]): Money {
  const lines = years.flatMap((year) => year.lines)
  const of = (keep: (line: (typeof lines)[number]) => boolean) => sum(lines.filter(keep).map((line) => line.amount))
  const category = (one: Category) => of((line) => line.fund === 'grant' && categoryOf(line) === one)
  return {
    grant: grantsOf(years),
    byCategory: { personnel: category('personnel'), operations: category('operations'), miscellaneous: category('miscellaneous'), capital: category('capital') },
    matching: of((line) => line.fund === 'matching'),
    external: of((line) => line.fund === 'external'),
  }
}

/** Proposals that are submitted, and the support plan: what the school asks for. */
export function scopesOf(workspace: Workspace): { scope: string; budget: BudgetYear[] }[] {
  const proposals = workspace.proposals.filter((p) => p.submit).map((p) => ({ scope: p.id, budget: p.budget }))
  return workspace.support_plan ? [...proposals, { scope: 'support_plan', budget: workspace.support_plan.budget }] : proposals
}

export interface Year {
  year: number
  money: Money
  /** The most that the clauses let the school ask for; `null` = no clause states it for some scope that asks. */
  ceiling: Decimal | null
  /** The least matching that the clauses want; `null` likewise. */
  floor: Decimal | null
}

/** Every year that the school asks for, with the limits that the clauses state for all who ask in it. */
export function byYear(workspace: Workspace, findings: readonly Finding[]): Year[] {
  const scopes = scopesOf(workspace)
  const years = [...new Set(scopes.flatMap((one) => one.budget.map((b) => b.year)))].sort((a, b) => a - b)
  return years.map((year) => {
    const asking = scopes.filter((one) => one.budget.some((b) => b.year === year && compare(grantOf(b) ?? ZERO, ZERO) > 0))
    const limit = (...rules: string[]) => {
      const limits = asking.map(({ scope }) => {
        const stated = findings.filter((f) => rules.includes(f.rule) && f.proposal === scope && f.year === year && f.figures)
        // More than one floor can bind; the highest does.
        return stated.length === 0 ? null : most(stated.map((f) => dollars(f.figures?.limit ?? 0)))
      })
      return limits.length === 0 || !limits.every((one) => one !== null) ? null : total(limits)
    }
    return {
      year,
      money: moneyOf(scopes.flatMap((one) => one.budget.filter((b) => b.year === year))),
      ceiling: limit('annual-grant-ceiling', 'support-plan-ceiling'),
      floor: limit('matching-fund', 'municipal-grant-share'),
    }
  })
}

/** Whole dollars of a finding. */
function dollars(amount: number): Decimal {
  return parseDecimal(String(Math.trunc(amount))) ?? ZERO
}
