/*
fact: ticket_waits
row: a change of status of a request, with the time it had waited for us until then
refresh_by: ticket
columns:
  ticket_id:               { kind: text }
  turned_at:               { kind: instant }
  waited_seconds:          { kind: decimal, meaning: "neither solved nor pending with the customer since it was created, calendar time" }
  waited_business_seconds: { kind: decimal, meaning: the same in business time }
*/
WITH turns AS (
  SELECT id AS ticket_id, created_at AS at_moment, created_day AS at_day, 'new' AS status, 0 AS place FROM ticket
  UNION ALL
  SELECT ticket_id, occurred_at, occurred_day, status, place FROM fact.ticket_steps WHERE kind = 'status'
),
timed AS (
  SELECT t.*, c.worked_seconds,
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
    ticket_id, at_moment, at_day,
    sum(CASE WHEN is_with_us THEN CAST(seconds_between(moment_before, at_moment) AS DECIMAL(18, 6)) ELSE 0 END)
      OVER chain AS seconds,
    sum(CASE WHEN is_with_us THEN worked_seconds - worked_before ELSE 0 END) OVER chain AS business_seconds
  FROM timed
  WINDOW chain AS (PARTITION BY ticket_id ORDER BY place ROWS UNBOUNDED PRECEDING)
)
SELECT
  ticket_id,
  at_moment AS turned_at,
  min(at_day) AS turned_day,
  CAST(max(seconds) AS DECIMAL(18, 6)) AS waited_seconds,
  CAST(max(business_seconds) AS DECIMAL(18, 6)) AS waited_business_seconds
FROM waited
GROUP BY ticket_id, at_moment
