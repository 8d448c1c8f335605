/*
fact: first_waits
row: a request waited for the first public answer of a human, with one team, owner and priority from one moment to another
refresh_by: ticket
interval: { from: from_at, to: to_at }
columns:
  ticket_id:      { kind: text }
  from_at:        { kind: instant, meaning: "created, reopened or handed on" }
  to_at:          { kind: instant, meaning: "answered, solved or handed on; empty while it waits" }
  waits_since_at: { kind: instant, meaning: "created or last reopened, whoever had it since" }
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
WITH unsolved AS (
  SELECT
    s.*, t.first_response_at, t.first_response_day,
    coalesce(s.from_at, CAST(s.from_day AS TIMESTAMP)) AS from_moment,
    coalesce(s.to_at, CAST(s.to_day AS TIMESTAMP)) AS to_moment,
    coalesce(t.first_response_at, CAST(t.first_response_day AS TIMESTAMP)) AS answered_moment
  FROM fact.ticket_states s
  JOIN fact.tickets t ON t.ticket_id = s.ticket_id
  -- Where the agent began, nobody asked first.
  WHERE NOT t.opened_by_agent
)
SELECT
  ticket_id, from_at, from_day,
  CASE WHEN answered_moment < to_moment OR to_day IS NULL THEN first_response_at ELSE to_at END AS to_at,
  CASE WHEN answered_moment < to_moment OR to_day IS NULL THEN first_response_day ELSE to_day END AS to_day,
  waits_since_at, waits_since_day,
  customer_id, ticket_channel, priority, owner, team, channel, segment, country, source
FROM unsolved
WHERE answered_moment IS NULL OR answered_moment > from_moment
