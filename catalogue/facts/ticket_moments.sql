/*
fact: ticket_moments
row: a moment at which anything happened to a request, once, with the service calendar that counted until then
refresh_by: ticket
columns:
  ticket_id: { kind: text }
  moment_at: { kind: instant }
  calendar:  { kind: text, meaning: of the team the request lay with just before; empty where the team has none }
*/
WITH team_calendar AS (
  SELECT team, min(calendar) AS calendar
  FROM business_hours
  WHERE team IS NOT NULL
  GROUP BY team
),
-- Hours that name no team are everybody else's.
common_calendar AS (SELECT min(calendar) AS calendar FROM business_hours WHERE team IS NULL),
moves AS (
  SELECT
    e.ticket_id, e.occurred_at AS at_moment, e.occurred_day AS at_day, e.from_value, e.to_value,
    row_number() OVER (PARTITION BY e.ticket_id ORDER BY e.occurred_at, e.id) AS place
  FROM ticket_event e
  WHERE e.kind = 'team' AND e.occurred_at IS NOT NULL
),
stays AS (
  SELECT
    t.id AS ticket_id, t.created_at AS at_moment, 0 AS place,
    CASE WHEN m.ticket_id IS NULL THEN coalesce(t.team, e.team) ELSE coalesce(m.from_value, m.to_value) END AS team
  FROM ticket t
  LEFT JOIN moves m ON m.ticket_id = t.id AND m.place = 1
  LEFT JOIN employee e ON e.id = t.assignee_id
  WHERE t.created_at IS NOT NULL
  UNION ALL
  SELECT ticket_id, at_moment, place, to_value FROM moves
),
-- Of two moves in one moment the later one counts.
stayed AS (
  SELECT
    s.ticket_id, s.at_moment, coalesce(c.calendar, d.calendar) AS calendar,
    row_number() OVER (PARTITION BY s.ticket_id ORDER BY s.at_moment) AS stay
  FROM (
    SELECT stays.*, lead(at_moment) OVER (PARTITION BY ticket_id ORDER BY at_moment, place) AS next_moment
    FROM stays
  ) s
  LEFT JOIN team_calendar c ON c.team = s.team
  CROSS JOIN common_calendar d
  WHERE s.next_moment IS NULL OR s.next_moment > s.at_moment
),
moments AS (
  SELECT ticket_id, at_moment, min(at_day) AS at_day
  FROM (
    SELECT id AS ticket_id, created_at AS at_moment, created_day AS at_day FROM ticket
    UNION ALL
    SELECT id, first_response_at, first_response_day FROM ticket
    UNION ALL
    SELECT id, solved_at, solved_day FROM ticket
    UNION ALL
    SELECT id, closed_at, closed_day FROM ticket
    UNION ALL
    SELECT ticket_id, occurred_at, occurred_day FROM fact.ticket_steps
    UNION ALL
    SELECT ticket_id, at_moment, at_day FROM moves
  ) happened
  WHERE at_moment IS NOT NULL
  GROUP BY ticket_id, at_moment
),
placed AS (
  SELECT
    m.ticket_id, m.at_moment, m.at_day,
    count(s.ticket_id) OVER (
      PARTITION BY m.ticket_id ORDER BY m.at_moment ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS stay
  FROM moments m
  LEFT JOIN stayed s ON s.ticket_id = m.ticket_id AND s.at_moment = m.at_moment
)
SELECT
  p.ticket_id,
  p.at_moment AS moment_at,
  p.at_day AS moment_day,
  s.calendar
FROM placed p
LEFT JOIN stayed s ON s.ticket_id = p.ticket_id AND s.stay = greatest(p.stay, 1)
