/*
fact: customer_revenue
row: one sale or give-back with the day on which its customer first paid
refresh_by: order
columns:
  entry_id:       { kind: text }
  booked_at:      { kind: instant }
  customer_id:    { kind: text, dimension: customer }
  first_paid_day: { kind: date, meaning: "the customer's first paid day, whenever it was" }
  net:            { kind: money, currency: currency }
  currency:       { kind: text, dimension: currency }
  channel:        { kind: text, dimension: channel }
  campaign:       { kind: text, dimension: campaign }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  owner:          { kind: text, dimension: owner }
  team:           { kind: text, dimension: team }
  source:         { kind: text, dimension: source }
*/
SELECT
  e.entry_id, e.booked_at, e.booked_day, e.customer_id, c.first_paid_day, e.net, e.currency,
  e.channel, e.campaign, e.segment, e.country, e.owner, e.team, e.source
FROM fact.revenue_entries e
LEFT JOIN fact.customers c ON c.customer_id = e.customer_id
