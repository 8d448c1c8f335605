/*
fact: contracts
row: one contract on the day it had to be renewed
refresh_by: customer
columns:
  contract_id:     { kind: text }
  due_day:         { kind: date }
  days_to_renewal: { kind: integer, meaning: "days from that day to its renewal, negative when early; empty while it is not renewed" }
  due_amount:      { kind: money, currency: currency, meaning: recurring value a month that was due }
  renewed_amount:  { kind: money, currency: currency, meaning: recurring value a month after the renewal }
  currency:        { kind: text, dimension: currency }
  customer_id:     { kind: text, dimension: customer }
  plan:            { kind: text, dimension: plan }
  channel:         { kind: text, dimension: channel }
  segment:         { kind: text, dimension: segment }
  country:         { kind: text, dimension: country }
  owner:           { kind: text, dimension: owner }
  team:            { kind: text, dimension: team }
  source:          { kind: text, dimension: source }
*/
SELECT
  c.id AS contract_id,
  c.renewal_due_on AS due_day,
  CAST(days_between(c.renewal_due_on, c.renewed_day) AS BIGINT) AS days_to_renewal,
  c.monthly_amount AS due_amount,
  coalesce(c.renewed_monthly_amount, c.monthly_amount) AS renewed_amount,
  c.currency,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  coalesce(c.plan, s.plan) AS plan,
  l.channel, l.segment, l.country,
  coalesce(e.name, l.owner) AS owner,
  coalesce(e.team, l.team) AS team,
  c.source_id AS source
FROM contract c
LEFT JOIN subscription s ON s.id = c.subscription_id
LEFT JOIN customer_link o ON o.record_id = coalesce(c.organization_id, s.organization_id)
LEFT JOIN customer_link p ON p.record_id = coalesce(c.person_id, s.person_id)
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN employee e ON e.id = c.owner_id
WHERE NOT coalesce(l.is_test, false)
