/*
fact: state_ends
row: one state of a subscription and when it ends, by itself or because the next one begins
refresh_by: customer
columns:
  state_id:        { kind: text }
  subscription_id: { kind: text }
  item_key:        { kind: text, meaning: "the item; one without a name is the whole subscription, or its plan where two plans begin together" }
  ended_at:        { kind: instant, meaning: first moment after it; empty while it lasts }
*/
-- Items that nobody names are told apart by their plans where two plans of a subscription begin together.
WITH by_plan AS (
  SELECT DISTINCT subscription_id
  FROM (
    SELECT subscription_id
    FROM subscription_state
    WHERE item IS NULL AND NOT coalesce(is_metered, false)
    GROUP BY subscription_id, from_day, from_at
    HAVING count(DISTINCT plan) > 1
  ) p
),
-- Where a source writes down only from when a state holds, it holds until the next one of the same item begins. One that
-- writes down any end writes down all there are.
endless AS (SELECT subscription_id FROM subscription_state GROUP BY subscription_id HAVING count(to_day) = 0),
keyed AS (
  SELECT
    s.id, s.subscription_id, s.item, s.status, s.from_at, s.from_day, s.to_at, s.to_day,
    coalesce(s.is_metered, false) AS is_metered,
    coalesce(s.item, CASE WHEN p.subscription_id IS NOT NULL THEN s.plan END, '') AS item_key
  FROM subscription_state s
  LEFT JOIN by_plan p ON p.subscription_id = s.subscription_id
),
-- What ends or pauses a subscription without naming an item ends all of them. What is billed by use stands beside them.
moments AS (
  SELECT subscription_id, item_key, is_metered, from_at, from_day FROM keyed
  UNION
  SELECT k.subscription_id, k.item_key, k.is_metered, s.from_at, s.from_day
  FROM keyed s
  JOIN (SELECT DISTINCT subscription_id, item_key, is_metered FROM keyed) k ON k.subscription_id = s.subscription_id
  WHERE s.item IS NULL AND s.status IN ('ended', 'paused')
),
followed AS (
  SELECT
    moments.*,
    lead(from_at) OVER chain AS next_at,
    lead(from_day) OVER chain AS next_day
  FROM moments
  WINDOW chain AS (
    PARTITION BY subscription_id, item_key, is_metered
    ORDER BY from_day, coalesce(from_at, CAST(from_day AS TIMESTAMP))
  )
)
SELECT
  s.id AS state_id,
  s.subscription_id,
  s.item_key,
  CASE WHEN e.subscription_id IS NULL THEN s.to_at ELSE f.next_at END AS ended_at,
  CASE WHEN e.subscription_id IS NULL THEN s.to_day ELSE f.next_day END AS ended_day
FROM keyed s
JOIN followed f
  ON f.subscription_id = s.subscription_id AND f.item_key = s.item_key AND f.is_metered = s.is_metered
 AND f.from_day = s.from_day AND f.from_at IS NOT DISTINCT FROM s.from_at
LEFT JOIN endless e ON e.subscription_id = s.subscription_id
