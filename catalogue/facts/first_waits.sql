/*
fact: first_waits
row: a request waited for the first public answer of a human, with one team, owner and priority from one moment to another
refresh_by: ticket
interval: { from: from_at, to: to_at }
columns:
  ticket_id:      { kind: text }
  from_at:        { kind: instant, meaning: "created, reopened or handed on; where the agent began, when the customer wrote" }
  to_at:          { kind: instant, meaning: "answered, solved or handed on; empty while it waits" }
  waits_since_at: { kind: instant, meaning: "created or last reopened, whoever had it since; where the agent began, since the customer wrote" }
  customer_id:    { kind: text, dimension: customer }
  ticket_channel: { kind: text, dimension: ticket_channel }
  priority:       { kind: text, dimension: priority }
  owner:          { kind: text, dimension: owner }
  team:           { kind: text, dimension: team }
  channel:        { kind: text, dimension: channel }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
-- Where the agent began, nobody waits before the customer writes.
WITH written AS (
  SELECT
    s.ticket_id, s.occurred_at, s.occurred_day,
    row_number() OVER (PARTITION BY s.ticket_id ORDER BY s.place) AS message
  FROM fact.ticket_steps s
  JOIN fact.tickets t ON t.ticket_id = s.ticket_id
  WHERE t.opened_by_agent AND s.kind = 'message' AND s.author_kind = 'customer'
),
states AS (
  SELECT
    s.*, t.first_response_at, t.first_response_day, w.occurred_at AS written_at, w.occurred_day AS written_day,
    coalesce(s.from_at, CAST(s.from_day AS TIMESTAMP)) AS from_moment,
    coalesce(s.to_at, CAST(s.to_day AS TIMESTAMP)) AS to_moment,
    coalesce(s.waits_since_at, CAST(s.waits_since_day AS TIMESTAMP)) AS waits_since_moment,
    coalesce(w.occurred_at, CAST(w.occurred_day AS TIMESTAMP)) AS written_moment,
    coalesce(t.first_response_at, CAST(t.first_response_day AS TIMESTAMP)) AS answered_moment
  FROM fact.ticket_states s
  JOIN fact.tickets t ON t.ticket_id = s.ticket_id
  LEFT JOIN written w ON w.ticket_id = s.ticket_id AND w.message = 1
  WHERE NOT t.opened_by_agent OR w.ticket_id IS NOT NULL
),
unsolved AS (
  SELECT
    ticket_id,
    CASE WHEN written_moment > from_moment THEN written_at ELSE from_at END AS from_at,
    CASE WHEN written_moment > from_moment THEN written_day ELSE from_day END AS from_day,
    CASE WHEN written_moment > from_moment THEN written_moment ELSE from_moment END AS from_moment,
    to_at, to_day, to_moment,
    CASE WHEN written_moment > waits_since_moment THEN written_at ELSE waits_since_at END AS waits_since_at,
    CASE WHEN written_moment > waits_since_moment THEN written_day ELSE waits_since_day END AS waits_since_day,
    first_response_at, first_response_day, answered_moment,
    customer_id, ticket_channel, priority, owner, team, channel, segment, country, source
  FROM states
  WHERE coalesce(written_moment < to_moment, true)
)
SELECT
  ticket_id, from_at, from_day,
  CASE WHEN answered_moment < to_moment OR to_day IS NULL THEN first_response_at ELSE to_at END AS to_at,
  CASE WHEN answered_moment < to_moment OR to_day IS NULL THEN first_response_day ELSE to_day END AS to_day,
  waits_since_at, waits_since_day,
  customer_id, ticket_channel, priority, owner, team, channel, segment, country, source
FROM unsolved
WHERE answered_moment IS NULL OR answered_moment > from_moment
