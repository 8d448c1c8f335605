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
  channel:     { kind: text, dimension: channel, meaning: "as somebody says it, else that of the first touch before the customer first bought" }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  variant:     { kind: text, dimension: variant }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
  is_test:     { kind: boolean }
*/
WITH unlabelled AS (SELECT id FROM customer WHERE acquisition_channel IS NULL),
first_touches AS (
  SELECT customer_id, occurred_at, occurred_day, channel, campaign
  FROM (
    SELECT
      t.*,
      row_number() OVER (
        PARTITION BY t.customer_id ORDER BY t.occurred_day, coalesce(t.occurred_at, CAST(t.occurred_day AS TIMESTAMP)), t.touch_id
      ) AS place
    FROM fact.customer_touches t
    JOIN unlabelled u ON u.id = t.customer_id
    WHERE t.channel IS NOT NULL
  ) ranked
  WHERE place = 1
),
-- What came after the first purchase did not bring the customer.
bought AS (
  SELECT
    coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
    -- On a first day that came without a time the moment stays unknown.
    CASE WHEN min(CASE WHEN d.at IS NOT NULL THEN d.day END) = min(d.day) THEN min(d.at) END AS at,
    min(d.day) AS day
  FROM (
    SELECT organization_id, person_id, issued_at AS at, issued_day AS day FROM sales_document WHERE kind IN ('order', 'invoice')
    UNION ALL
    SELECT organization_id, person_id, started_at, started_day FROM subscription
  ) d
  LEFT JOIN customer_link o ON o.record_id = d.organization_id
  LEFT JOIN customer_link p ON p.record_id = d.person_id
  JOIN first_touches t ON t.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
  GROUP BY coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
),
brought AS (
  SELECT t.customer_id, t.channel, t.campaign
  FROM first_touches t
  LEFT JOIN bought b ON b.customer_id = t.customer_id
  WHERE b.day IS NULL
    OR t.occurred_day < b.day
    OR (t.occurred_day = b.day AND (t.occurred_at IS NULL OR b.at IS NULL OR t.occurred_at <= b.at))
)
SELECT
  c.id AS customer_id,
  c.name,
  c.kind,
  c.email,
  c.created_at,
  c.created_day,
  coalesce(c.acquisition_channel, t.channel) AS channel,
  coalesce(g.name, t.campaign) AS campaign,
  c.segment,
  c.country,
  c.variant,
  e.name AS owner,
  e.team,
  c.source_id AS source,
  coalesce(c.is_test, false) AS is_test
FROM customer c
LEFT JOIN campaign g ON g.id = c.acquisition_campaign_id
LEFT JOIN brought t ON t.customer_id = c.id
LEFT JOIN employee e ON e.id = c.owner_id
