/*
fact: seated_users
row: one of our people while they have at least one seat, however many, programs left out; and again while one of their seats sees restricted fields
refresh_by: seat
interval: { from: from_at, to: to_at }
columns:
  user_id:     { kind: text }
  access:      { kind: text, meaning: "any or restricted" }
  from_at:     { kind: instant, meaning: only its day is known }
  to_at:       { kind: instant, meaning: the day after the last; only its day is known }
  customer_id: { kind: text, dimension: customer, meaning: always empty }
  team:        { kind: text, dimension: team }
  source:      { kind: text, dimension: source }
*/
-- Who has never done anything but call an interface is a program.
WITH programs AS (
  SELECT coalesce(u.employee_id, n.employee_id, u.user_name) AS user_id
  FROM usage_event u
  LEFT JOIN fact.user_names n ON n.user_name = u.user_name
  GROUP BY coalesce(u.employee_id, n.employee_id, u.user_name)
  HAVING min(CASE WHEN u.kind = 'api' THEN 1 ELSE 0 END) = 1
),
held AS (
  SELECT user_id, 'any' AS access, from_day, coalesce(to_day, DATE '9999-12-31') AS to_day, team, source
  FROM fact.seats
  WHERE user_id NOT IN (SELECT user_id FROM programs WHERE user_id IS NOT NULL)
  UNION ALL
  SELECT user_id, 'restricted', from_day, coalesce(to_day, DATE '9999-12-31'), team, source FROM fact.seats WHERE sees_restricted
),
-- Seats that overlap or follow each other without a gap are one.
ordered AS (
  SELECT
    held.*,
    max(to_day) OVER (
      PARTITION BY user_id, access ORDER BY from_day, to_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS held_until
  FROM held
),
begun AS (
  SELECT
    ordered.*,
    sum(CASE WHEN from_day <= held_until THEN 0 ELSE 1 END) OVER (
      PARTITION BY user_id, access ORDER BY from_day, to_day ROWS UNBOUNDED PRECEDING
    ) AS stretch
  FROM ordered
)
SELECT
  user_id,
  access,
  CAST(NULL AS TIMESTAMP) AS from_at,
  min(from_day) AS from_day,
  CAST(NULL AS TIMESTAMP) AS to_at,
  CASE WHEN max(to_day) < DATE '9999-12-31' THEN max(to_day) END AS to_day,
  CAST(NULL AS VARCHAR) AS customer_id,
  max(team) AS team,
  max(source) AS source
FROM begun
GROUP BY user_id, access, stretch
