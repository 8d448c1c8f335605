/*
fact: seated_users
row: one of our people while they have at least one seat in one team, however many, programs left out; and again while one of their seats sees restricted fields
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
  SELECT seat_id, user_id, 'any' AS access, from_day, coalesce(to_day, DATE '9999-12-31') AS to_day, team, source
  FROM fact.seats
  WHERE user_id NOT IN (SELECT user_id FROM programs WHERE user_id IS NOT NULL)
  UNION ALL
  SELECT seat_id, user_id, 'restricted', from_day, coalesce(to_day, DATE '9999-12-31'), team, source
  FROM fact.seats
  WHERE sees_restricted
),
-- Of several seats at a time the one that began last says the team.
edges AS (
  SELECT user_id, access, from_day AS day FROM held
  UNION
  SELECT user_id, access, to_day FROM held
),
pieces AS (
  SELECT user_id, access, day AS from_day, lead(day) OVER (PARTITION BY user_id, access ORDER BY day) AS to_day
  FROM edges
),
chosen AS (
  SELECT user_id, access, from_day, to_day, team, source
  FROM (
    SELECT
      p.user_id, p.access, p.from_day, p.to_day, h.team, h.source,
      row_number() OVER (PARTITION BY p.user_id, p.access, p.from_day ORDER BY h.from_day DESC, h.to_day DESC, h.seat_id) AS place
    FROM pieces p
    JOIN held h ON h.user_id = p.user_id AND h.access = p.access AND h.from_day <= p.from_day AND h.to_day >= p.to_day
  ) ranked
  WHERE place = 1
),
-- Pieces that follow each other without a gap in one team are one.
begun AS (
  SELECT
    chosen.*,
    CASE
      WHEN lag(to_day) OVER chain = from_day
       AND coalesce(lag(team) OVER chain, '') = coalesce(team, '')
       AND coalesce(lag(source) OVER chain, '') = coalesce(source, '')
      THEN 0
      ELSE 1
    END AS begins
  FROM chosen
  WINDOW chain AS (PARTITION BY user_id, access ORDER BY from_day)
),
stretched AS (
  SELECT begun.*, sum(begins) OVER (PARTITION BY user_id, access ORDER BY from_day ROWS UNBOUNDED PRECEDING) AS stretch
  FROM begun
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
FROM stretched
GROUP BY user_id, access, stretch
