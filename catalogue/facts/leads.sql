/*
fact: leads
row: one real enquiry; spam and test customers are out
refresh_by: lead
columns:
  lead_id:            { kind: text }
  created_at:         { kind: instant }
  converted_at:       { kind: instant, meaning: became a customer; by its own date or by the customer's first payment }
  days_to_conversion: { kind: integer, meaning: local days from created to converted }
  status:             { kind: text }
  is_paid:            { kind: boolean, meaning: its channel is one on which ads were ever paid }
  customer_id:        { kind: text, dimension: customer }
  channel:            { kind: text, dimension: channel }
  campaign:           { kind: text, dimension: campaign }
  segment:            { kind: text, dimension: segment }
  country:            { kind: text, dimension: country }
  owner:              { kind: text, dimension: owner }
  team:               { kind: text, dimension: team }
  source:             { kind: text, dimension: source }
*/
WITH paid_channel AS (SELECT DISTINCT channel FROM fact.ad_days WHERE spend > 0 AND channel IS NOT NULL),
dated AS (
  SELECT
    d.*,
    c.customer_id,
    -- Someone who had paid before the enquiry was won by something else.
    CASE WHEN d.converted_day IS NOT NULL THEN d.converted_at WHEN c.first_paid_day >= d.created_day THEN c.first_paid_at END AS won_at,
    CASE WHEN d.converted_day IS NOT NULL THEN d.converted_day WHEN c.first_paid_day >= d.created_day THEN c.first_paid_day END AS won_day
  FROM lead d
  LEFT JOIN customer_link o ON o.record_id = d.organization_id
  LEFT JOIN customer_link p ON p.record_id = d.person_id
  LEFT JOIN fact.customers c ON c.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
  LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
  WHERE NOT coalesce(d.is_spam, false) AND NOT coalesce(l.is_test, false)
)
SELECT
  d.id AS lead_id,
  d.created_at,
  d.created_day,
  d.won_at AS converted_at,
  d.won_day AS converted_day,
  days_between(d.created_day, d.won_day) AS days_to_conversion,
  d.status,
  a.channel IS NOT NULL AS is_paid,
  d.customer_id,
  coalesce(d.channel, l.channel) AS channel,
  coalesce(g.name, l.campaign) AS campaign,
  coalesce(d.segment, l.segment) AS segment,
  coalesce(d.country, l.country) AS country,
  coalesce(e.name, l.owner) AS owner,
  coalesce(e.team, l.team) AS team,
  d.source_id AS source
FROM dated d
LEFT JOIN fact.customer_labels l ON l.customer_id = d.customer_id
LEFT JOIN paid_channel a ON a.channel = coalesce(d.channel, l.channel)
LEFT JOIN campaign g ON g.id = d.campaign_id
LEFT JOIN employee e ON e.id = d.owner_id
