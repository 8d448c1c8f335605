/*
fact: customer_labels
row: one resolved customer with the names it is cut by; test customers stay in, marked, so that others can leave them out
refresh_by: customer
columns:
  customer_id: { kind: text, dimension: customer }
  name:        { kind: text }
  kind:        { kind: text, meaning: organization or person }
  email:       { kind: text }
  created_at:  { kind: instant }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
  is_test:     { kind: boolean }
*/
SELECT
  c.id AS customer_id,
  c.name,
  c.kind,
  c.email,
  c.created_at,
  c.created_day,
  c.acquisition_channel AS channel,
  g.name AS campaign,
  c.segment,
  c.country,
  e.name AS owner,
  e.team,
  c.source_id AS source,
  coalesce(c.is_test, false) AS is_test
FROM customer c
LEFT JOIN campaign g ON g.id = c.acquisition_campaign_id
LEFT JOIN employee e ON e.id = c.owner_id
