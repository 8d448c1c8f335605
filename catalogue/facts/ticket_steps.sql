/*
fact: ticket_steps
row: one message or change of status of a real request, in order; what happened on a merged request happened on the one it was merged into, and that it was asked is a message there
refresh_by: ticket
columns:
  step_id:      { kind: text }
  ticket_id:    { kind: text }
  occurred_at:  { kind: instant }
  kind:         { kind: text, meaning: message or status }
  author_kind:  { kind: text, meaning: "customer, agent, bot or system" }
  author_id:    { kind: text, meaning: which employee }
  is_answer:    { kind: boolean, meaning: a public message of a human agent }
  is_solved:    { kind: boolean, meaning: "for status: solved or closed from now on" }
  status:       { kind: text, meaning: the new status }
  place:        { kind: integer, meaning: position within the request }
*/
-- A chain of merges is followed sixteen links far: one, two, four, eight, sixteen.
WITH one_link AS (SELECT id, coalesce(merged_into_id, id) AS far_id FROM ticket),
two_links AS (SELECT a.id, coalesce(b.far_id, a.far_id) AS far_id FROM one_link a LEFT JOIN one_link b ON b.id = a.far_id),
four_links AS (SELECT a.id, coalesce(b.far_id, a.far_id) AS far_id FROM two_links a LEFT JOIN two_links b ON b.id = a.far_id),
eight_links AS (SELECT a.id, coalesce(b.far_id, a.far_id) AS far_id FROM four_links a LEFT JOIN four_links b ON b.id = a.far_id),
real_ticket AS (
  SELECT a.id, coalesce(b.far_id, a.far_id) AS ticket_id
  FROM eight_links a
  LEFT JOIN eight_links b ON b.id = a.far_id
),
happened AS (
  SELECT
    e.id AS step_id, r.ticket_id, e.occurred_at, e.occurred_day, e.kind, e.author_kind, e.author_id, e.is_public, e.to_value
  FROM ticket_event e
  JOIN real_ticket r ON r.id = e.ticket_id
  -- Merging closes a request for the record; that is no solution of the one that lives on.
  WHERE e.kind = 'message' OR (e.kind = 'status' AND r.ticket_id = r.id)
),
last_status AS (
  SELECT ticket_id, occurred_at, occurred_day, to_value
  FROM (
    SELECT
      ticket_id, occurred_at, occurred_day, to_value,
      row_number() OVER (
        PARTITION BY ticket_id
        ORDER BY occurred_day DESC, coalesce(occurred_at, CAST(occurred_day AS TIMESTAMP)) DESC, step_id DESC
      ) AS place_back
    FROM happened
    WHERE kind = 'status'
  ) statuses
  WHERE place_back = 1
),
-- Of some requests only the summary says that they were solved, or solved after the last change that is known.
summary AS (
  SELECT id, merged_into_id,
    CASE WHEN solved_day IS NOT NULL THEN solved_at ELSE closed_at END AS solved_at,
    coalesce(solved_day, closed_day) AS solved_day
  FROM ticket
),
-- Who asks again in a request of its own writes to the one it is merged into.
merged AS (
  SELECT b.id || ' asked' AS step_id, r.ticket_id, b.created_at, b.created_day
  FROM ticket b
  JOIN real_ticket r ON r.id = b.id AND r.ticket_id <> b.id
  JOIN ticket survivor ON survivor.id = r.ticket_id
  LEFT JOIN (
    SELECT DISTINCT ticket_id, occurred_at FROM ticket_event WHERE kind = 'message' AND author_kind IN ('agent', 'bot', 'system')
  ) begun ON begun.ticket_id = b.id AND begun.occurred_at = b.created_at
  WHERE begun.ticket_id IS NULL
    AND coalesce(b.created_by, 'customer') = 'customer'
    AND NOT coalesce(b.is_spam, false) AND NOT coalesce(b.is_test, false)
    AND coalesce(b.created_at > survivor.created_at, b.created_day > survivor.created_day)
),
steps AS (
  SELECT * FROM happened
  UNION ALL
  SELECT step_id, ticket_id, created_at, created_day, 'message', 'customer', NULL, true, NULL FROM merged
  UNION ALL
  SELECT s.id || ' solved', s.id, s.solved_at, s.solved_day, 'status', NULL, NULL, NULL, 'solved'
  FROM summary s
  LEFT JOIN last_status l ON l.ticket_id = s.id
  WHERE s.solved_day IS NOT NULL AND s.merged_into_id IS NULL
    AND (
      l.ticket_id IS NULL
      OR (
        coalesce(l.to_value, '') NOT IN ('solved', 'closed')
        AND (s.solved_day > l.occurred_day OR (s.solved_day = l.occurred_day AND s.solved_at > l.occurred_at))
      )
    )
)
SELECT
  e.step_id,
  e.ticket_id,
  e.occurred_at,
  e.occurred_day,
  e.kind,
  e.author_kind,
  e.author_id,
  e.kind = 'message' AND coalesce(e.author_kind, '') = 'agent' AND coalesce(e.is_public, true) AS is_answer,
  e.kind = 'status' AND e.to_value IN ('solved', 'closed') AS is_solved,
  CASE WHEN e.kind = 'status' THEN e.to_value END AS status,
  row_number() OVER (
    PARTITION BY e.ticket_id
    ORDER BY e.occurred_day, coalesce(e.occurred_at, CAST(e.occurred_day AS TIMESTAMP)), e.step_id
  ) AS place
FROM steps e
