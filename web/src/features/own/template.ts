const NAME = 'large_orders';

/** A whole metric to begin with; the examples are right. */
const TEMPLATE = `id: ${NAME}
family: revenue
version: 1
name: Large orders
meaning: Orders worth 100 or more.
boards: [overview.own]
unit: count            # money, money_per_day, count, share, duration, ratio, score, whole_score
better: higher         # higher, lower, neither
additivity: additive   # additive, semi_additive, distinct, ratio, quantile
# Amounts are in cents: 10000 is 100.00.
measure: { fact: orders, kind: flow, at: placed_at, count: rows, where: "net >= 10000" }
slices: [channel, country]
needs: [sales_document.issued_at, sales_document.net]
examples:
  - name: one of two
    given:
      order:
        - { customer: A, issued_at: 2026-01-03, net: 120.00 }
        - { customer: A, issued_at: 2026-01-04, net: 99.99 }
    period: 2026-01
    gives: 1
  - name: exactly 100 counts
    given: { order: [ { customer: A, issued_at: 2026-01-03, net: 100.00 } ] }
    period: 2026-01
    gives: 1
  - name: nothing sold
    given: {}
    period: 2026-01
    gives: 0
`;

const pathOf = (id: string) => `metrics/revenue/${id}.yaml`;

/** A definition to begin with, under a name that no file has yet. */
export function freshDefinition(taken: readonly string[]): { path: string; text: string } {
  let id = NAME;
  for (let number = 2; taken.includes(pathOf(id)); number += 1) id = `${NAME}_${number}`;
  return { path: pathOf(id), text: TEMPLATE.replace(`id: ${NAME}`, `id: ${id}`) };
}
