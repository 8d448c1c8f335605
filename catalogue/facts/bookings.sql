/*
fact: bookings
row: a deal was won (positive), or a won deal was opened again or lost after all (negative), each at its own date
refresh_by: opportunity
columns:
  booking_id:     { kind: text }
  opportunity_id: { kind: text }
  is_back:        { kind: boolean, meaning: it takes off what was booked }
  booked_at:      { kind: instant }
  won_at:         { kind: instant, meaning: when the deal was won; later steps as a won deal and other amounts are of that win }
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
WITH ordered AS (
  SELECT
    s.*,
    lag(s.status) OVER chain AS status_before,
    lag(s.amount) OVER chain AS amount_before,
    lead(s.status) OVER chain AS status_after,
    lead(s.amount) OVER chain AS amount_after
  FROM fact.opportunity_states s
  WINDOW chain AS (PARTITION BY s.opportunity_id ORDER BY s.place)
),
won AS (
  SELECT
    ordered.*,
    sum(CASE WHEN coalesce(status_before, '') = 'won' THEN 0 ELSE 1 END) OVER (
      PARTITION BY opportunity_id ORDER BY place ROWS UNBOUNDED PRECEDING
    ) AS win
  FROM ordered
  WHERE status = 'won'
),
dated AS (
  SELECT won.*, first_value(from_at) OVER chain AS won_at, first_value(from_day) OVER chain AS won_day
  FROM won
  WINDOW chain AS (PARTITION BY opportunity_id, win ORDER BY place)
)
-- A won deal that moves on at the same amount stays booked.
SELECT
  opportunity_id || ' won ' || CAST(place AS VARCHAR) AS booking_id,
  opportunity_id, false AS is_back, from_at AS booked_at, from_day AS booked_day, won_at, won_day, amount, currency,
  customer_id, pipeline, channel, campaign, segment, country, product, owner, manager, team, source
FROM dated
WHERE coalesce(status_before, '') <> 'won' OR coalesce(amount_before <> amount, amount_before IS NOT NULL OR amount IS NOT NULL)
UNION ALL
SELECT
  opportunity_id || ' back ' || CAST(place AS VARCHAR) AS booking_id,
  opportunity_id, true AS is_back, to_at AS booked_at, to_day AS booked_day, won_at, won_day, -amount AS amount, currency,
  customer_id, pipeline, channel, campaign, segment, country, product, owner, manager, team, source
FROM dated
WHERE to_day IS NOT NULL
  AND (coalesce(status_after, '') <> 'won' OR coalesce(amount_after <> amount, amount_after IS NOT NULL OR amount IS NOT NULL))
