/*
fact: ticket_outcomes
row: a request was solved; solved again after a reopening is a row of its own
refresh_by: ticket
columns:
  ticket_id:                { kind: text }
  created_at:               { kind: instant }
  solved_at:                { kind: instant }
  solve:                    { kind: integer, meaning: 1 for the first time }
  is_final:                 { kind: boolean, meaning: the last time so far and not reopened since }
  resolution_seconds:       { kind: decimal, meaning: "from created to solved, calendar time; empty when the moments contradict each other" }
  days_to_return:           { kind: integer, meaning: "local days until the customer wrote again, the request was reopened or the same question came as a new request; empty if never" }
  wrote_again: { kind: boolean, meaning: a message of the customer between the first answer and this solution }
  customer_id:              { kind: text, dimension: customer }
  ticket_channel:           { kind: text, dimension: ticket_channel }
  priority:                 { kind: text, dimension: priority }
  owner:                    { kind: text, dimension: owner }
  team:                     { kind: text, dimension: team }
  channel:                  { kind: text, dimension: channel }
  segment:                  { kind: text, dimension: segment }
  country:                  { kind: text, dimension: country }
  source:                   { kind: text, dimension: source }
*/
WITH solves AS (
  SELECT
    t.*,
    s.from_at AS solved_at,
    s.from_day AS solved_day,
    s.to_day AS reopened_day,
    s.solve,
    coalesce(s.from_at, CAST(s.from_day AS TIMESTAMP)) AS solved_moment
  FROM fact.ticket_spans s
  JOIN fact.tickets t ON t.ticket_id = s.ticket_id
  WHERE s.is_solved
),
-- The next request of the same requester about the same topic, seen from each solution.
asked_again AS (
  SELECT ticket_id, solve, next_day
  FROM (
    SELECT
      ticket_id, solve,
      min(CASE WHEN solve = 0 THEN moment_day END) OVER (
        PARTITION BY requester_key ORDER BY moment, solve DESC ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
      ) AS next_day
    FROM (
      SELECT requester_key, ticket_id, 0 AS solve, coalesce(created_at, CAST(created_day AS TIMESTAMP)) AS moment, created_day AS moment_day
      FROM fact.tickets
      UNION ALL
      SELECT requester_key, ticket_id, solve, solved_moment, solved_day
      FROM solves
    ) moments
  ) seen
  WHERE solve > 0
),
written AS (
  SELECT
    s.ticket_id,
    s.solve,
    max(CASE
      WHEN m.occurred_at > s.first_response_at AND m.occurred_at <= s.solved_at THEN 1 ELSE 0
    END) AS wrote_before,
    min(CASE WHEN m.occurred_at > s.solved_at THEN m.occurred_day END) AS wrote_after_day
  FROM solves s
  JOIN fact.ticket_steps m ON m.ticket_id = s.ticket_id
  WHERE m.kind = 'message' AND m.author_kind = 'customer'
  GROUP BY s.ticket_id, s.solve
)
SELECT
  s.ticket_id,
  s.created_at,
  s.created_day,
  s.solved_at,
  s.solved_day,
  s.solve,
  s.reopened_day IS NULL AS is_final,
  CAST(
    CASE
      WHEN s.solved_at < s.created_at OR s.solved_day < s.created_day THEN NULL
      ELSE seconds_between(s.created_at, s.solved_at)
    END AS DECIMAL(18, 6)
  ) AS resolution_seconds,
  CAST(days_between(s.solved_day, least(s.reopened_day, a.next_day, w.wrote_after_day)) AS BIGINT) AS days_to_return,
  coalesce(w.wrote_before, 0) = 1 AS wrote_again,
  s.customer_id,
  s.ticket_channel,
  s.priority,
  s.owner,
  s.team,
  s.channel,
  s.segment,
  s.country,
  s.source
FROM solves s
LEFT JOIN asked_again a ON a.ticket_id = s.ticket_id AND a.solve = s.solve
LEFT JOIN written w ON w.ticket_id = s.ticket_id AND w.solve = s.solve
