/*
fact: ticket_holdings
row: a request had one priority, owner and team from one moment to the next change of any of them
refresh_by: ticket
interval: { from: from_at, to: to_at }
columns:
  ticket_id: { kind: text }
  from_at:   { kind: instant }
  to_at:     { kind: instant, meaning: empty while it lasts }
  place:     { kind: integer, meaning: 1 for the first }
  holds_from_at:  { kind: instant, meaning: "for whatever asks who had it at a moment: from this one, the first from ever, since it also answers for what is said to have happened before it" }
  holds_until_at: { kind: instant, meaning: "before this one, the last for ever; never empty" }
  priority:  { kind: text }
  owner:     { kind: text, meaning: name of the employee it was assigned to }
  team:      { kind: text, meaning: "group it lay with, or the one of its owner" }
*/
WITH changes AS (
  SELECT
    ticket_id, kind, occurred_at AS at_moment, occurred_day AS at_day,
    coalesce(occurred_at, CAST(occurred_day AS TIMESTAMP)) AS sorted_by,
    nullif(from_value, '') AS from_value,
    nullif(to_value, '') AS to_value,
    row_number() OVER (
      PARTITION BY ticket_id, kind ORDER BY occurred_day, coalesce(occurred_at, CAST(occurred_day AS TIMESTAMP)), id
    ) AS change,
    row_number() OVER (
      PARTITION BY ticket_id ORDER BY occurred_day, coalesce(occurred_at, CAST(occurred_day AS TIMESTAMP)), id
    ) AS place
  FROM ticket_event
  WHERE kind IN ('priority', 'assignment', 'team')
),
firsts AS (
  SELECT
    ticket_id,
    count(CASE WHEN kind = 'priority' THEN 1 END) AS priorities,
    count(CASE WHEN kind = 'assignment' THEN 1 END) AS assignments,
    count(CASE WHEN kind = 'team' THEN 1 END) AS teams,
    max(CASE WHEN kind = 'priority' AND change = 1 THEN coalesce(from_value, to_value) END) AS priority,
    max(CASE WHEN kind = 'assignment' AND change = 1 THEN from_value END) AS assignee,
    max(CASE WHEN kind = 'team' AND change = 1 THEN coalesce(from_value, to_value) END) AS team
  FROM changes
  GROUP BY ticket_id
),
-- What was never changed was always as it is now.
steps AS (
  SELECT
    t.id AS ticket_id, t.created_at AS at_moment, t.created_day AS at_day, 0 AS place,
    CASE WHEN f.priorities > 0 THEN f.priority ELSE t.priority END AS priority,
    CASE WHEN f.assignments > 0 THEN f.assignee ELSE t.assignee_id END AS assignee,
    CASE WHEN f.teams > 0 THEN f.team ELSE t.team END AS team,
    1 AS sets_priority, 1 AS sets_assignee, 1 AS sets_team
  FROM ticket t
  LEFT JOIN firsts f ON f.ticket_id = t.id
  UNION ALL
  SELECT
    ticket_id, at_moment, at_day, place,
    CASE WHEN kind = 'priority' THEN to_value END,
    CASE WHEN kind = 'assignment' THEN to_value END,
    CASE WHEN kind = 'team' THEN to_value END,
    CASE WHEN kind = 'priority' THEN 1 ELSE 0 END,
    CASE WHEN kind = 'assignment' THEN 1 ELSE 0 END,
    CASE WHEN kind = 'team' THEN 1 ELSE 0 END
  FROM changes
),
-- What a change does not speak of stays as the last one that did left it.
numbered AS (
  SELECT
    steps.*,
    sum(sets_priority) OVER chain AS priority_change,
    sum(sets_assignee) OVER chain AS assignee_change,
    sum(sets_team) OVER chain AS team_change
  FROM steps
  WINDOW chain AS (PARTITION BY ticket_id ORDER BY place ROWS UNBOUNDED PRECEDING)
),
held AS (
  SELECT
    ticket_id,
    at_moment AS from_at,
    at_day AS from_day,
    lead(at_moment) OVER (PARTITION BY ticket_id ORDER BY place) AS to_at,
    lead(at_day) OVER (PARTITION BY ticket_id ORDER BY place) AS to_day,
    max(priority) OVER (PARTITION BY ticket_id, priority_change) AS priority,
    max(assignee) OVER (PARTITION BY ticket_id, assignee_change) AS assignee,
    max(team) OVER (PARTITION BY ticket_id, team_change) AS team
  FROM numbered
),
-- A history calls an employee by id, name or address; a word that several share says nothing.
words AS (
  SELECT word, min(name) AS name, min(team) AS team
  FROM (
    SELECT id AS word, name, team FROM employee
    UNION ALL
    SELECT external_id, name, team FROM employee
    UNION ALL
    SELECT name, name, team FROM employee
    UNION ALL
    SELECT email, name, team FROM employee WHERE email IS NOT NULL
  ) called
  GROUP BY word
  HAVING count(DISTINCT name) = 1
),
named AS (
  SELECT
    h.ticket_id, h.from_at, h.from_day, h.to_at, h.to_day, h.priority,
    -- An assignee of now who is not known is nobody, as in the request itself.
    CASE
      WHEN e.id IS NOT NULL THEN e.name
      WHEN w.word IS NOT NULL THEN w.name
      WHEN h.assignee <> coalesce(t.assignee_id, '') THEN h.assignee
    END AS owner,
    coalesce(h.team, CASE WHEN e.id IS NOT NULL THEN e.team ELSE w.team END) AS team
  FROM held h
  JOIN ticket t ON t.id = h.ticket_id
  -- An id is first that of the same source.
  LEFT JOIN employee e ON e.id = t.source_id || ':employee:' || h.assignee
  LEFT JOIN words w ON w.word = h.assignee
)
SELECT
  ticket_id, from_at, from_day, to_at, to_day, place,
  CASE WHEN place = 1 THEN TIMESTAMP '0001-01-01' ELSE coalesce(from_at, CAST(from_day AS TIMESTAMP)) END AS holds_from_at,
  CASE WHEN place = 1 THEN DATE '0001-01-01' ELSE from_day END AS holds_from_day,
  coalesce(to_at, CAST(to_day AS TIMESTAMP), TIMESTAMP '9999-12-31') AS holds_until_at,
  coalesce(to_day, DATE '9999-12-31') AS holds_until_day,
  priority, owner, team
FROM (
  SELECT
    named.*,
    row_number() OVER (PARTITION BY ticket_id ORDER BY from_day, coalesce(from_at, CAST(from_day AS TIMESTAMP))) AS place
  FROM named
  WHERE to_day IS NULL OR to_day > from_day OR to_at > from_at
) placed
