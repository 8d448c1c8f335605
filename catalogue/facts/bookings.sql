/*
fact: bookings
row: a deal was won (positive), or a won deal was opened again or lost after all (negative), each at its own date
refresh_by: opportunity
columns:
  opportunity_id: { kind: text }
  booked_at:      { kind: instant }
  amount:         { kind: money, currency: currency }
  currency:       { kind: text, dimension: currency }
  customer_id:    { kind: text, dimension: customer }
  pipeline:       { kind: text, dimension: pipeline }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  product:        { kind: text, dimension: product }
  owner:          { kind: text, dimension: owner }
  manager:        { kind: text, dimension: manager }
  team:           { kind: text, dimension: team }
  source:         { kind: text, dimension: source }
*/
SELECT
  opportunity_id, from_at AS booked_at, from_day AS booked_day, amount, currency,
  customer_id, pipeline, channel, campaign, segment, country, product, owner, manager, team, source
FROM fact.opportunity_states
WHERE status = 'won'
UNION ALL
SELECT
  opportunity_id, to_at AS booked_at, to_day AS booked_day, -amount AS amount, currency,
  customer_id, pipeline, channel, campaign, segment, country, product, owner, manager, team, source
FROM fact.opportunity_states
WHERE status = 'won' AND to_day IS NOT NULL
