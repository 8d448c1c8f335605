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
  channel:     { kind: text, dimension: channel, meaning: "as somebody says it, else that of the first touch before the customer first bought, else of the first enquiry before that" }
  campaign:    { kind: text, dimension: campaign }
  segment:     { kind: text, dimension: segment }
  country:     { kind: text, dimension: country }
  variant:     { kind: text, dimension: variant }
  owner:       { kind: text, dimension: owner }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
  is_test:     { kind: boolean }
*/
WITH linked AS (
  SELECT d.*, coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS linked_id
  FROM lead d
  LEFT JOIN customer_link o ON o.record_id = d.organization_id
  LEFT JOIN customer_link p ON p.record_id = d.person_id
  WHERE NOT coalesce(d.is_spam, false)
),
-- Enquiries from one e-mail address are of one customer if any of them says of whom.
enquiries AS (
  SELECT
    linked.*,
    coalesce(linked_id, CASE WHEN email IS NOT NULL THEN min(linked_id) OVER (PARTITION BY lower(email)) END) AS customer_id
  FROM linked
),
-- A touch says better than an enquiry where somebody came from. What names neither a channel nor a known campaign says nothing.
ways AS (
  SELECT customer_id, 0 AS turn, touch_id AS id, occurred_at AS moment, occurred_day AS day, channel, campaign
  FROM fact.customer_touches
  WHERE channel IS NOT NULL OR campaign IS NOT NULL
  UNION ALL
  SELECT e.customer_id, 1, e.id, e.created_at, e.created_day, coalesce(e.channel, g.channel), g.name
  FROM enquiries e
  LEFT JOIN campaign g ON g.id = e.campaign_id
  WHERE e.channel IS NOT NULL OR g.channel IS NOT NULL OR g.name IS NOT NULL
),
-- What came after the first purchase did not bring the customer. A campaign without a channel leaves the channel to
-- the next way that says one.
brought AS (
  SELECT
    w.customer_id, w.channel, w.campaign,
    row_number() OVER (
      PARTITION BY w.customer_id ORDER BY w.turn, w.day, coalesce(w.moment, CAST(w.day AS TIMESTAMP)), w.id
    ) AS place,
    row_number() OVER (
      PARTITION BY w.customer_id, w.channel IS NULL
      ORDER BY w.turn, w.day, coalesce(w.moment, CAST(w.day AS TIMESTAMP)), w.id
    ) AS place_of_channel
  FROM ways w
  LEFT JOIN fact.first_purchases b ON b.customer_id = w.customer_id
  WHERE b.purchased_day IS NULL
    OR w.day < b.purchased_day
    OR (w.day = b.purchased_day AND (w.moment IS NULL OR b.purchased_at IS NULL OR w.moment <= b.purchased_at))
)
SELECT
  c.id AS customer_id,
  c.name,
  c.kind,
  c.email,
  c.created_at,
  c.created_day,
  coalesce(c.acquisition_channel, g.channel, w.channel) AS channel,
  -- The first way names the campaign where it came by the channel that is said of the customer.
  CASE
    WHEN g.id IS NOT NULL THEN g.name
    WHEN c.acquisition_channel IS NULL OR c.acquisition_channel = t.channel THEN t.campaign
  END AS campaign,
  c.segment,
  c.country,
  c.variant,
  e.name AS owner,
  e.team,
  c.source_id AS source,
  coalesce(c.is_test, false) AS is_test
FROM customer c
LEFT JOIN campaign g ON g.id = c.acquisition_campaign_id
LEFT JOIN brought t ON t.customer_id = c.id AND t.place = 1
LEFT JOIN brought w ON w.customer_id = c.id AND w.place_of_channel = 1 AND w.channel IS NOT NULL
LEFT JOIN employee e ON e.id = c.owner_id
