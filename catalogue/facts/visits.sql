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
WITH contacts AS (
  SELECT
    t.*,
    coalesce(t.visitor_id, t.person_id, t.id) AS visitor,
    t.kind = 'visit' AS is_visit,
    coalesce(t.occurred_at, CAST(t.occurred_day AS TIMESTAMP)) AS moment
  FROM touchpoint t
  WHERE (t.kind = 'visit' OR t.goal IS NOT NULL) AND NOT coalesce(t.is_bot, false)
),
-- A goal belongs to the visit it follows: both get the number of that visit.
numbered AS (
  SELECT
    contacts.*,
    sum(CASE WHEN is_visit THEN 1 ELSE 0 END) OVER (
      PARTITION BY visitor
      ORDER BY moment, CASE WHEN is_visit THEN 0 ELSE 1 END, id
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS visit_number
  FROM contacts
),
goals AS (
  SELECT
    visitor,
    visit_number,
    max(CASE WHEN goal = 'lead' THEN 1 ELSE 0 END) AS leads,
    max(CASE WHEN goal = 'signup' THEN 1 ELSE 0 END) AS signups,
    max(CASE WHEN goal = 'customer' THEN 1 ELSE 0 END) AS customers,
    max(CASE WHEN goal = 'purchase' THEN 1 ELSE 0 END) AS purchases
  FROM numbered
  WHERE goal IS NOT NULL
  GROUP BY visitor, visit_number
)
SELECT
  v.id AS visit_id,
  v.visitor AS visitor_id,
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
  coalesce(v.variant, l.variant) AS variant,
  v.device,
  v.source_id AS source
FROM numbered v
LEFT JOIN goals s ON s.visitor = v.visitor AND s.visit_number = v.visit_number
LEFT JOIN customer_link o ON o.record_id = v.organization_id
LEFT JOIN customer_link p ON p.record_id = v.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN campaign g ON g.id = v.campaign_id
WHERE v.is_visit AND NOT coalesce(l.is_test, false)
