/*
fact: purchase_days
row: a customer bought on that local day; several orders of one day are one purchase occasion
refresh_by: customer
columns:
  customer_id: { kind: text, dimension: customer }
  day:         { kind: date }
  orders:      { kind: integer }
  channel:     { kind: text, dimension: channel }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  owner:       { kind: text, dimension: owner }
*/
SELECT b.customer_id, b.day, b.orders, l.channel, l.campaign, l.segment, l.country, l.owner
FROM (
  SELECT customer_id, placed_day AS day, count(*) AS orders
  FROM fact.orders
  WHERE customer_id IS NOT NULL AND placed_day IS NOT NULL
  GROUP BY customer_id, placed_day
) b
LEFT JOIN fact.customer_labels l ON l.customer_id = b.customer_id
