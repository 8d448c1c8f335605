/*
fact: customers
row: one resolved customer that is not a test, with the moment it first paid
refresh_by: customer
columns:
  customer_id:   { kind: text, dimension: customer }
  name:          { kind: text }
  kind:          { kind: text, meaning: organization or person }
  email:         { kind: text }
  created_at:    { kind: instant }
  first_paid_at: { kind: instant, meaning: "first qualifying order or invoice, paid subscription state or payment" }
  channel:       { kind: text, dimension: channel }
  campaign:      { kind: text, dimension: campaign }
  segment:       { kind: text, dimension: segment }
  country:       { kind: text, dimension: country }
  owner:         { kind: text, dimension: owner }
  team:          { kind: text, dimension: team }
  source:        { kind: text, dimension: source }
*/
SELECT
  l.customer_id,
  l.name,
  l.kind,
  l.email,
  l.created_at,
  l.created_day,
  f.first_paid_at,
  f.first_paid_day,
  l.channel,
  l.campaign,
  l.segment,
  l.country,
  l.owner,
  l.team,
  l.source
FROM fact.customer_labels l
LEFT JOIN fact.first_payments f ON f.customer_id = l.customer_id
WHERE NOT l.is_test
