/*
fact: ticket_spans
row: a request was unsolved (or solved) from one moment to the next change between the two
refresh_by: ticket
interval: { from: from_at, to: to_at }
columns:
  ticket_id:  { kind: text }
  from_at:    { kind: instant }
  to_at:      { kind: instant }
  is_solved:  { kind: boolean }
  by_agent:   { kind: boolean, meaning: "an agent brought it into this state, or nobody knows who" }
  author_kind: { kind: text, meaning: "customer, agent, bot or system; empty where nobody knows" }
  author_id:  { kind: text, meaning: which employee did }
  solve:      { kind: integer, meaning: how many times it has been solved up to here }
*/
WITH changes AS (
  SELECT id AS ticket_id, created_at AS at_moment, created_day AS at_day, false AS is_solved, NULL AS author_kind, NULL AS author_id, 0 AS place
  FROM ticket
  UNION ALL
  SELECT ticket_id, occurred_at, occurred_day, is_solved, author_kind, author_id, place
  FROM fact.ticket_steps
  WHERE kind = 'status'
),
-- Only what turns unsolved into solved or back begins a new span.
turns AS (
  SELECT
    changes.*,
    lag(is_solved) OVER (PARTITION BY ticket_id ORDER BY place) AS was_solved
  FROM changes
)
SELECT
  s.ticket_id,
  s.at_moment AS from_at,
  s.at_day AS from_day,
  lead(s.at_moment) OVER chain AS to_at,
  lead(s.at_day) OVER chain AS to_day,
  s.is_solved,
  coalesce(s.author_kind, 'agent') = 'agent' AS by_agent,
  s.author_kind,
  s.author_id,
  CAST(sum(CASE WHEN s.is_solved THEN 1 ELSE 0 END) OVER chain AS BIGINT) AS solve
FROM turns s
JOIN ticket t ON t.id = s.ticket_id
WHERE (s.was_solved IS NULL OR s.was_solved <> s.is_solved)
  AND t.merged_into_id IS NULL
  AND NOT coalesce(t.is_spam, false)
  AND NOT coalesce(t.is_test, false)
WINDOW chain AS (PARTITION BY s.ticket_id ORDER BY s.place)
