/*
fact: ticket_steps
row: one message or change of status of a real request, in order; what happened on a merged request happened on the one it was merged into
refresh_by: ticket
columns:
  step_id:      { kind: text }
  ticket_id:    { kind: text }
  occurred_at:  { kind: instant }
  kind:         { kind: text, meaning: message or status }
  author_kind:  { kind: text, meaning: "customer, agent, bot or system" }
  is_answer:    { kind: boolean, meaning: a public message of a human agent }
  is_solved:    { kind: boolean, meaning: "for status: solved or closed from now on" }
  status:       { kind: text, meaning: the new status }
  place:        { kind: integer, meaning: position within the request }
*/
WITH real_ticket AS (
  -- A chain of merges is followed three links far.
  SELECT t.id, coalesce(c.merged_into_id, b.merged_into_id, t.merged_into_id, t.id) AS ticket_id, t.merged_into_id IS NOT NULL AS is_merged
  FROM ticket t
  LEFT JOIN ticket b ON b.id = t.merged_into_id
  LEFT JOIN ticket c ON c.id = b.merged_into_id
)
SELECT
  e.id AS step_id,
  r.ticket_id,
  e.occurred_at,
  e.occurred_day,
  e.kind,
  e.author_kind,
  e.kind = 'message' AND coalesce(e.author_kind, '') = 'agent' AND coalesce(e.is_public, true) AS is_answer,
  e.kind = 'status' AND e.to_value IN ('solved', 'closed') AS is_solved,
  CASE WHEN e.kind = 'status' THEN e.to_value END AS status,
  row_number() OVER (
    PARTITION BY r.ticket_id
    ORDER BY e.occurred_day, coalesce(e.occurred_at, CAST(e.occurred_day AS TIMESTAMP)), e.id
  ) AS place
FROM ticket_event e
JOIN real_ticket r ON r.id = e.ticket_id
-- Merging closes a request for the record; that is no solution of the one that lives on.
WHERE e.kind = 'message' OR (e.kind = 'status' AND NOT r.is_merged)
