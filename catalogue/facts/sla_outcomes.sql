/*
fact: sla_outcomes
row: a promise about a request, placed at the moment it was met or its time ran out; once by the priority of that moment and once by the one of now
refresh_by: ticket
columns:
  target_id:      { kind: text }
  ticket_id:      { kind: text }
  decided_at:     { kind: instant, meaning: met in time or due; late is decided when it was due }
  kind:           { kind: text, meaning: "first_response, next_response or resolution" }
  is_met:         { kind: boolean }
  decides:        { kind: boolean, meaning: "the first broken promise about its request, else the last one" }
  all_met:        { kind: boolean, meaning: every promise about its request was met }
  priority_of:    { kind: text, meaning: "at_the_time or current: which priority the row names" }
  customer_id:    { kind: text, dimension: customer }
  sla_policy:     { kind: text, dimension: sla_policy, meaning: as it was promised }
  ticket_channel: { kind: text, dimension: ticket_channel }
  priority:       { kind: text, dimension: priority }
  owner:          { kind: text, dimension: owner, meaning: to whom it was assigned then }
  team:           { kind: text, dimension: team, meaning: with which it lay then }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
WITH spans AS (
  SELECT
    ticket_id, from_at, from_day,
    coalesce(from_at, CAST(from_day AS TIMESTAMP)) AS from_moment,
    coalesce(to_at, CAST(to_day AS TIMESTAMP)) AS to_moment
  FROM fact.ticket_spans
  WHERE is_solved
),
-- A solution is kept as promised when it stands at the time it was promised for; what was reopened before that is not solved.
solution AS (
  SELECT s.id, p.from_at AS solved_at, p.from_day AS solved_day
  FROM sla_target s
  JOIN spans p
    ON p.ticket_id = s.ticket_id
    AND p.from_moment <= coalesce(s.due_at, CAST(add_days(s.due_day, 1) AS TIMESTAMP))
    AND coalesce(p.to_moment > coalesce(s.due_at, CAST(add_days(s.due_day, 1) AS TIMESTAMP)), true)
  WHERE s.kind = 'resolution'
),
-- The first promise of a next answer is about the first one after the first response, and so on.
next_promise AS (
  SELECT id, ticket_id, row_number() OVER (PARTITION BY ticket_id ORDER BY due_day, due_at, id) AS place
  FROM sla_target
  WHERE kind = 'next_response'
),
next_answer AS (
  SELECT r.ticket_id, r.replied_at, r.replied_day, row_number() OVER (PARTITION BY r.ticket_id ORDER BY r.replied_at) AS place
  FROM fact.ticket_replies r
  JOIN fact.tickets t ON t.ticket_id = r.ticket_id
  WHERE r.replied_at > t.first_response_at
),
-- Where the source does not say when a promise was met, what happened to the request says it.
kept AS (
  SELECT
    s.id AS target_id, s.ticket_id, s.kind, s.policy, s.due_at, s.due_day,
    CASE
      WHEN s.met_day IS NOT NULL THEN s.met_at
      WHEN s.kind = 'first_response' THEN t.first_response_at
      WHEN s.kind = 'next_response' THEN a.replied_at
      WHEN s.kind = 'resolution' THEN f.solved_at
    END AS met_at,
    CASE
      WHEN s.met_day IS NOT NULL THEN s.met_day
      WHEN s.kind = 'first_response' THEN t.first_response_day
      WHEN s.kind = 'next_response' THEN a.replied_day
      WHEN s.kind = 'resolution' THEN f.solved_day
    END AS met_day
  FROM sla_target s
  JOIN fact.tickets t ON t.ticket_id = s.ticket_id
  LEFT JOIN solution f ON f.id = s.id
  LEFT JOIN next_promise n ON n.id = s.id
  LEFT JOIN next_answer a ON a.ticket_id = n.ticket_id AND a.place = n.place
),
judged AS (
  SELECT
    kept.*,
    CASE
      WHEN met_day IS NULL THEN false
      WHEN met_at IS NOT NULL AND due_at IS NOT NULL THEN met_at <= due_at
      ELSE met_day <= due_day
    END AS is_met
  FROM kept
),
decided AS (
  SELECT
    judged.*,
    CASE WHEN is_met THEN met_at ELSE due_at END AS decided_at,
    CASE WHEN is_met THEN met_day ELSE due_day END AS decided_day
  FROM judged
),
placed AS (
  SELECT
    decided.*,
    coalesce(decided_at, CAST(decided_day AS TIMESTAMP)) AS decided_moment,
    min(CASE WHEN is_met THEN 1 ELSE 0 END) OVER (PARTITION BY ticket_id) = 1 AS all_met
  FROM decided
),
-- The first broken promise decides about the request, else the last kept one.
ranked AS (
  SELECT
    placed.*,
    CASE
      WHEN all_met THEN row_number() OVER (PARTITION BY ticket_id ORDER BY decided_moment DESC, target_id DESC)
      ELSE row_number() OVER (PARTITION BY ticket_id ORDER BY is_met, decided_moment, target_id)
    END = 1 AS decides
  FROM placed
)
SELECT
  d.target_id,
  d.ticket_id,
  d.decided_at,
  d.decided_day,
  d.kind,
  d.is_met,
  d.decides,
  d.all_met,
  w.priority_of,
  t.customer_id,
  coalesce(d.policy, d.kind) AS sla_policy,
  t.ticket_channel,
  CASE WHEN w.priority_of = 'current' THEN t.priority ELSE h.priority END AS priority,
  h.owner,
  h.team,
  t.segment,
  t.country,
  t.source
FROM ranked d
JOIN fact.tickets t ON t.ticket_id = d.ticket_id
LEFT JOIN fact.ticket_holdings h
  ON h.ticket_id = d.ticket_id
  AND h.holds_from_at <= d.decided_moment AND h.holds_until_at > d.decided_moment
CROSS JOIN (VALUES ('at_the_time'), ('current')) w (priority_of)
