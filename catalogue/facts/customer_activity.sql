/*
fact: customer_activity
row: one customer during one unbroken time as a paying customer
refresh_by: customer
interval: { from: from_at, to: to_at }
columns:
  customer_id: { kind: text, dimension: customer }
  basis:       { kind: text, meaning: "subscription: recurring revenue above zero; orders: bought within the activity window" }
  from_at:     { kind: instant }
  to_at:       { kind: instant, meaning: first moment it no longer paid; empty while it lasts }
  days_since_left: { kind: integer, meaning: "days since the customer last paid before this time began; empty for the first time" }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  source:      { kind: text, dimension: source }
*/
SELECT
  customer_id, basis, from_at, from_day, to_at, to_day, days_since_left,
  channel, campaign, segment, country, owner, source
FROM fact.paying_spans
WHERE ends = 'paid_term'
