/*
fact: ticket_moments
row: a moment at which anything happened to a request, once, with the service calendar that counted until then
refresh_by: ticket
columns:
  ticket_id: { kind: text }
  moment_at: { kind: instant }
  calendar:  { kind: text, meaning: "team by whose hours it went just before, that of the request; the empty text: those of everybody; null where there are none" }
*/
WITH team_calendar AS (SELECT DISTINCT coalesce(team, '') AS team FROM business_hours),
-- With nobody yet, or with nobody again, it waits for the team it comes to, or came from.
stays AS (
  SELECT
    ticket_id, from_at AS at_moment, from_day AS at_day, place,
    max(team) OVER (PARTITION BY ticket_id, greatest(teams, 1)) AS team
  FROM (
    SELECT h.*, count(team) OVER (PARTITION BY ticket_id ORDER BY place ROWS UNBOUNDED PRECEDING) AS teams
    FROM fact.ticket_holdings h
  ) held
  WHERE from_at IS NOT NULL
),
-- Of two moves in one moment the later one counts.
stayed AS (
  SELECT
    s.ticket_id, s.at_moment, coalesce(c.team, d.team) AS calendar,
    row_number() OVER (PARTITION BY s.ticket_id ORDER BY s.at_moment) AS stay
  FROM (
    SELECT stays.*, lead(at_moment) OVER (PARTITION BY ticket_id ORDER BY at_moment, place) AS next_moment
    FROM stays
  ) s
  LEFT JOIN team_calendar c ON c.team = s.team
  -- Hours that name no team are everybody else's.
  LEFT JOIN team_calendar d ON d.team = ''
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
    SELECT ticket_id, at_moment, at_day FROM stays
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
