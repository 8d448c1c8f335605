/*
fact: customer_arrivals
row: a customer began to pay, for the first time or again
refresh_by: customer
columns:
  customer_id: { kind: text, dimension: customer }
  arrived_at:  { kind: instant }
  days_since_left: { kind: integer, meaning: "days since the customer last paid before; empty for the first time" }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
SELECT
  customer_id, first_paid_at AS arrived_at, first_paid_day AS arrived_day, CAST(NULL AS BIGINT) AS days_since_left,
  channel, campaign, segment, country, owner, team, source
FROM fact.customers
WHERE first_paid_day IS NOT NULL
UNION ALL
SELECT
  customer_id, from_at, from_day, days_since_left,
  channel, campaign, segment, country, owner, team, source
FROM fact.paying_spans
WHERE ends = 'paid_term' AND basis = 'all' AND days_since_left IS NOT NULL
