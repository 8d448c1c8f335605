/*
fact: purchases
row: one order, or invoice without an order, of a customer beside the subscriptions of that customer
refresh_by: customer
columns:
  entry_id:    { kind: text }
  kind:        { kind: text, meaning: order or invoice }
  customer_id: { kind: text, dimension: customer }
  booked_at:   { kind: instant }
  bills_subscription:     { kind: boolean, meaning: "an invoice while a subscription runs, or within a month before or after it; it is no purchase of its own" }
  is_before_subscription: { kind: boolean, meaning: the customer had not subscribed until then }
*/
WITH told AS (
  SELECT
    CAST(NULL AS VARCHAR) AS entry_id, customer_id, CAST(NULL AS VARCHAR) AS kind, CAST(NULL AS TIMESTAMP) AS booked_at,
    from_day AS day, coalesce(to_day, DATE '9999-01-01') AS subscribed_until, 0 AS place
  FROM fact.recurring_pieces
  WHERE customer_id IS NOT NULL AND discounts IN ('any', 'subtracted') AND tax IN ('any', 'left_out') AND metered = 'any'
  UNION ALL
  SELECT entry_id, customer_id, kind, booked_at, booked_day, NULL, 1
  FROM fact.revenue_entries
  WHERE kind IN ('order', 'invoice') AND customer_id IS NOT NULL AND booked_day IS NOT NULL
),
-- With the end of the subscriptions that had begun by then and the beginning of the next one.
placed AS (
  SELECT
    told.*,
    max(subscribed_until) OVER (PARTITION BY customer_id ORDER BY day, place ROWS UNBOUNDED PRECEDING) AS last_until,
    min(CASE WHEN place = 0 THEN day END) OVER (
      PARTITION BY customer_id ORDER BY day, place ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING
    ) AS next_from
  FROM told
)
SELECT
  entry_id,
  kind,
  customer_id,
  booked_at,
  day AS booked_day,
  kind = 'invoice' AND (
    coalesce(day <= CAST(add_days(last_until, 31) AS DATE), false)
    OR coalesce(next_from <= CAST(add_days(day, 31) AS DATE), false)
  ) AS bills_subscription,
  last_until IS NULL AS is_before_subscription
FROM placed
WHERE place = 1
