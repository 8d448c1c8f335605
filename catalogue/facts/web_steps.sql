/*
fact: web_steps
row: the first time a visitor came, asked, signed up or bought on the site
refresh_by: visitor
columns:
  visitor_id:  { kind: text, meaning: the visitor; the visit itself where nobody knows }
  step:        { kind: text, meaning: "visit, lead, signup or purchase" }
  position:    { kind: integer, meaning: place of the step from 1 }
  reached_at:  { kind: instant }
  customer_id: { kind: text, dimension: customer }
  channel:     { kind: text, dimension: channel, meaning: how the visitor first came }
  campaign:    { kind: text, dimension: campaign }
  country:     { kind: text, dimension: country }
  device:      { kind: text, dimension: device }
  source:      { kind: text, dimension: source }
*/
WITH ranked AS (
  SELECT
    v.*,
    row_number() OVER (
      PARTITION BY v.visitor_id
      ORDER BY v.started_day, coalesce(v.started_at, CAST(v.started_day AS TIMESTAMP)), v.visit_id
    ) AS place
  FROM fact.visits v
  WHERE v.started_day IS NOT NULL
),
known AS (
  SELECT visitor_id, min(customer_id) AS customer_id FROM fact.visits GROUP BY visitor_id
),
goals AS (
  SELECT
    w.visitor_id,
    CASE t.goal WHEN 'lead' THEN 'lead' WHEN 'signup' THEN 'signup' ELSE 'purchase' END AS step,
    CASE t.goal WHEN 'lead' THEN 2 WHEN 'signup' THEN 3 ELSE 4 END AS position,
    t.occurred_at,
    t.occurred_day,
    row_number() OVER (
      PARTITION BY
        w.visitor_id,
        CASE t.goal WHEN 'lead' THEN 2 WHEN 'signup' THEN 3 ELSE 4 END
      ORDER BY t.occurred_day, coalesce(t.occurred_at, CAST(t.occurred_day AS TIMESTAMP)), t.id
    ) AS place
  FROM fact.web_contacts w
  JOIN touchpoint t ON t.id = w.contact_id
  WHERE t.goal IN ('lead', 'signup', 'customer', 'purchase') AND t.occurred_day IS NOT NULL
)
SELECT
  r.visitor_id,
  'visit' AS step,
  1 AS position,
  r.started_at AS reached_at,
  r.started_day AS reached_day,
  k.customer_id,
  r.channel,
  r.campaign,
  r.country,
  r.device,
  r.source
FROM ranked r
JOIN known k ON k.visitor_id = r.visitor_id
WHERE r.place = 1
UNION ALL
SELECT
  r.visitor_id,
  g.step,
  g.position,
  g.occurred_at AS reached_at,
  g.occurred_day AS reached_day,
  k.customer_id,
  r.channel,
  r.campaign,
  r.country,
  r.device,
  r.source
FROM goals g
JOIN ranked r ON r.visitor_id = g.visitor_id AND r.place = 1
JOIN known k ON k.visitor_id = g.visitor_id
WHERE g.place = 1
