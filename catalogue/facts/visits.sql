/*
fact: visits
row: one visit of a human to the site, with the goals reached in it or after it until the visitor's next visit
refresh_by: visitor
columns:
  visit_id:     { kind: text }
  visitor_id:   { kind: text, meaning: the visitor; the visit itself where nobody knows }
  started_at:   { kind: instant }
  customer_id:  { kind: text, dimension: customer }
  engaged_ms:   { kind: integer }
  page_views:   { kind: integer }
  has_lead:     { kind: boolean }
  has_signup:   { kind: boolean }
  has_customer: { kind: boolean }
  has_purchase: { kind: boolean }
  channel:      { kind: text, dimension: channel }
  campaign:     { kind: text, dimension: campaign }
  country:      { kind: text, dimension: country }
  variant:      { kind: text, dimension: variant }
  device:       { kind: text, dimension: device }
  source:       { kind: text, dimension: source }
*/
WITH goals AS (
  SELECT
    w.visitor_id,
    w.visit_number,
    max(CASE WHEN t.goal = 'lead' THEN 1 ELSE 0 END) AS leads,
    max(CASE WHEN t.goal = 'signup' THEN 1 ELSE 0 END) AS signups,
    max(CASE WHEN t.goal = 'customer' THEN 1 ELSE 0 END) AS customers,
    max(CASE WHEN t.goal = 'purchase' THEN 1 ELSE 0 END) AS purchases
  FROM fact.web_contacts w
  JOIN touchpoint t ON t.id = w.contact_id
  WHERE t.goal IS NOT NULL
  GROUP BY w.visitor_id, w.visit_number
)
SELECT
  v.id AS visit_id,
  w.visitor_id,
  v.occurred_at AS started_at,
  v.occurred_day AS started_day,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  v.engaged_ms,
  v.page_views,
  coalesce(s.leads, 0) = 1 AS has_lead,
  coalesce(s.signups, 0) = 1 AS has_signup,
  coalesce(s.customers, 0) = 1 AS has_customer,
  coalesce(s.purchases, 0) = 1 AS has_purchase,
  coalesce(v.channel, g.channel) AS channel,
  g.name AS campaign,
  v.country,
  coalesce(w.variant, l.variant) AS variant,
  v.device,
  v.source_id AS source
FROM fact.web_contacts w
JOIN touchpoint v ON v.id = w.contact_id
LEFT JOIN goals s ON s.visitor_id = w.visitor_id AND s.visit_number = w.visit_number
LEFT JOIN customer_link o ON o.record_id = v.organization_id
LEFT JOIN customer_link p ON p.record_id = v.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN campaign g ON g.id = v.campaign_id
WHERE w.is_visit AND NOT coalesce(l.is_test, false)
