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
  is_paid:            { kind: boolean, meaning: ads were paid on its channel within 90 days of it }
  identity:           { kind: text, meaning: "the customer, else the e-mail address, else the enquiry itself" }
  is_first:           { kind: boolean, meaning: no earlier one of the same identity }
  is_undated:         { kind: boolean, meaning: "said to have become a customer, nobody knows when" }
  customer_id:        { kind: text, dimension: customer }
  channel:            { kind: text, dimension: channel }
  campaign:           { kind: text, dimension: campaign }
  segment:            { kind: text, dimension: segment }
  country:            { kind: text, dimension: country }
  variant:            { kind: text, dimension: variant }
  owner:              { kind: text, dimension: owner }
  team:               { kind: text, dimension: team }
  source:             { kind: text, dimension: source }
*/
WITH linked AS (
  SELECT d.*, coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS linked_id
  FROM lead d
  LEFT JOIN customer_link o ON o.record_id = d.organization_id
  LEFT JOIN customer_link p ON p.record_id = d.person_id
  WHERE NOT coalesce(d.is_spam, false)
),
-- Enquiries from one e-mail address are of one customer if any of them says of whom.
resolved AS (
  SELECT
    linked.*,
    coalesce(linked_id, CASE WHEN email IS NOT NULL THEN min(linked_id) OVER (PARTITION BY lower(email)) END) AS resolved_id
  FROM linked
),
known AS (
  SELECT
    d.*,
    c.customer_id,
    c.first_paid_at,
    c.first_paid_day,
    coalesce(c.customer_id, lower(d.email), d.id) AS who
  FROM resolved d
  LEFT JOIN fact.customers c ON c.customer_id = d.resolved_id
  LEFT JOIN fact.customer_labels l ON l.customer_id = d.resolved_id
  WHERE NOT coalesce(l.is_test, false)
),
numbered AS (
  SELECT
    known.*,
    row_number() OVER (
      PARTITION BY who ORDER BY created_day, coalesce(created_at, CAST(created_day AS TIMESTAMP)), id
    ) = 1 AS is_first,
    max(CASE WHEN status = 'converted' THEN 1 ELSE 0 END) OVER (PARTITION BY who) AS any_converted,
    min(converted_day) OVER (PARTITION BY who) AS any_converted_day,
    -- On a first day that came without a time the moment stays unknown.
    CASE
      WHEN min(CASE WHEN converted_at IS NOT NULL THEN converted_day END) OVER (PARTITION BY who) = min(converted_day) OVER (PARTITION BY who)
      THEN min(converted_at) OVER (PARTITION BY who)
    END AS any_converted_at
  FROM known
),
-- A later enquiry may say when the same one was won. Someone who had paid before was won by something else.
dated AS (
  SELECT
    n.*,
    CASE
      WHEN converted_day IS NOT NULL THEN converted_at
      WHEN any_converted_day >= created_day THEN any_converted_at
      WHEN first_paid_day >= created_day THEN first_paid_at
    END AS won_at,
    CASE
      WHEN converted_day IS NOT NULL THEN converted_day
      WHEN any_converted_day >= created_day THEN any_converted_day
      WHEN first_paid_day >= created_day THEN first_paid_day
    END AS won_day
  FROM numbered n
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
  d.who AS identity,
  d.is_first,
  d.any_converted = 1 AND d.won_day IS NULL AND d.first_paid_day IS NULL AS is_undated,
  d.customer_id,
  coalesce(d.channel, l.channel) AS channel,
  coalesce(g.name, l.campaign) AS campaign,
  coalesce(d.segment, l.segment) AS segment,
  coalesce(d.country, l.country) AS country,
  coalesce(d.variant, l.variant) AS variant,
  coalesce(e.name, l.owner) AS owner,
  coalesce(e.team, l.team) AS team,
  d.source_id AS source
FROM dated d
LEFT JOIN fact.customer_labels l ON l.customer_id = d.customer_id
LEFT JOIN fact.paid_channels a ON a.channel = coalesce(d.channel, l.channel) AND a.day = d.created_day
LEFT JOIN campaign g ON g.id = d.campaign_id
LEFT JOIN employee e ON e.id = d.owner_id
