/*
fact: ticket_waits
row: a change of status of a request, with the time it had waited for us until then
refresh_by: ticket
columns:
  ticket_id:               { kind: text }
  turned_at:               { kind: instant }
  waited_seconds:          { kind: decimal, meaning: "neither solved nor pending with the customer since it was created, calendar time" }
  waited_business_seconds: { kind: decimal, meaning: the same in business time }
  waited_last_schedule_seconds: { kind: decimal, meaning: the same in business time by the calendar that counted at the turn }
*/
WITH turns AS (
  SELECT id AS ticket_id, created_at AS at_moment, created_day AS at_day, 'new' AS status, 0 AS place FROM ticket
  UNION ALL
  SELECT ticket_id, occurred_at, occurred_day, status, place FROM fact.ticket_steps WHERE kind = 'status'
),
timed AS (
  SELECT t.*, c.worked_seconds, c.calendar,
    -- Whatever the desk calls it: what is neither done nor asked back waits for us.
    coalesce(lag(t.status) OVER chain NOT IN ('pending', 'solved', 'closed'), true) AS is_with_us,
    lag(t.at_moment) OVER chain AS moment_before,
    lag(c.worked_seconds) OVER chain AS worked_before
  FROM turns t
  JOIN fact.ticket_clock c ON c.ticket_id = t.ticket_id AND c.moment_at = t.at_moment
  WINDOW chain AS (PARTITION BY t.ticket_id ORDER BY t.place)
),
waited AS (
  SELECT
    ticket_id, at_moment, at_day, calendar,
    sum(CASE WHEN is_with_us THEN CAST(seconds_between(moment_before, at_moment) AS DECIMAL(18, 6)) ELSE 0 END)
      OVER chain AS seconds,
    sum(CASE WHEN is_with_us THEN worked_seconds - worked_before ELSE 0 END) OVER chain AS business_seconds
  FROM timed
  WINDOW chain AS (PARTITION BY ticket_id ORDER BY place ROWS UNBOUNDED PRECEDING)
),
-- All of it by the hours that counted at the turn.
by_last_schedule AS (
  SELECT e.ticket_id, e.at_moment, sum(after.open_seconds - before.open_seconds) AS seconds
  FROM timed e
  JOIN timed s ON s.ticket_id = e.ticket_id AND s.place <= e.place AND s.is_with_us
  JOIN fact.calendar_positions after ON after.calendar = e.calendar AND after.moment_at = s.at_moment
  JOIN fact.calendar_positions before ON before.calendar = e.calendar AND before.moment_at = s.moment_before
  WHERE e.status IN ('solved', 'closed')
  GROUP BY e.ticket_id, e.at_moment, e.place
)
SELECT
  w.ticket_id,
  w.at_moment AS turned_at,
  min(w.at_day) AS turned_day,
  CAST(max(w.seconds) AS DECIMAL(18, 6)) AS waited_seconds,
  CAST(max(w.business_seconds) AS DECIMAL(18, 6)) AS waited_business_seconds,
  CAST(CASE WHEN max(w.calendar) IS NULL THEN max(w.seconds) ELSE coalesce(max(l.seconds), 0) END AS DECIMAL(18, 6)) AS waited_last_schedule_seconds
FROM waited w
LEFT JOIN by_last_schedule l ON l.ticket_id = w.ticket_id AND l.at_moment = w.at_moment
GROUP BY w.ticket_id, w.at_moment
