/*
fact: retention_costs
row: one day's part of what was spent to keep customers
refresh_by: day
columns:
  cost_id:     { kind: text }
  day:         { kind: date }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  amount:      { kind: money, currency: currency }
  currency:    { kind: text, dimension: currency }
  segment:     { kind: text, dimension: segment }
  source:      { kind: text, dimension: source }
*/
SELECT cost_id, day, CAST(NULL AS VARCHAR) AS customer_id, amount, currency, segment, source
FROM fact.cost_days
WHERE purpose = 'retention'
