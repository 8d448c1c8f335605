/*
fact: ticket_states
row: a real request waited unsolved with one team, owner and priority from one moment to another
refresh_by: ticket
interval: { from: from_at, to: to_at }
columns:
  ticket_id:      { kind: text }
  created_at:     { kind: instant }
  from_at:        { kind: instant, meaning: "created, reopened or handed on" }
  to_at:          { kind: instant, meaning: "solved or handed on; empty while it waits" }
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
    s.ticket_id, s.from_at, s.from_day, s.to_at, s.to_day,
    coalesce(s.from_at, CAST(s.from_day AS TIMESTAMP)) AS from_moment,
    coalesce(s.to_at, CAST(s.to_day AS TIMESTAMP)) AS to_moment
  FROM fact.ticket_spans s
  JOIN ticket k ON k.id = s.ticket_id
  WHERE NOT s.is_solved
    -- Said to be solved, but nobody knows when: it does not wait.
    AND NOT (s.to_day IS NULL AND coalesce(k.status, '') IN ('solved', 'closed'))
),
held AS (
  SELECT
    h.*,
    coalesce(h.from_at, CAST(h.from_day AS TIMESTAMP)) AS from_moment,
    coalesce(h.to_at, CAST(h.to_day AS TIMESTAMP)) AS to_moment
  FROM fact.ticket_holdings h
)
SELECT
  s.ticket_id, t.created_at, t.created_day,
  CASE WHEN h.from_moment > s.from_moment THEN h.from_at ELSE s.from_at END AS from_at,
  CASE WHEN h.from_moment > s.from_moment THEN h.from_day ELSE s.from_day END AS from_day,
  CASE WHEN h.to_day IS NULL OR s.to_moment <= h.to_moment THEN s.to_at ELSE h.to_at END AS to_at,
  CASE WHEN h.to_day IS NULL OR s.to_moment <= h.to_moment THEN s.to_day ELSE h.to_day END AS to_day,
  s.from_at AS waits_since_at,
  s.from_day AS waits_since_day,
  t.customer_id, t.ticket_channel, h.priority, h.owner, h.team, t.channel, t.segment, t.country, t.source
FROM unsolved s
JOIN fact.tickets t ON t.ticket_id = s.ticket_id
JOIN held h
  ON h.ticket_id = s.ticket_id
  AND (h.to_day IS NULL OR h.to_moment > s.from_moment)
  AND (s.to_day IS NULL OR s.to_moment > h.from_moment)
