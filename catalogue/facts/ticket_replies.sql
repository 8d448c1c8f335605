/*
fact: ticket_replies
row: a public answer of a human agent to a customer who was waiting for it
refresh_by: ticket
columns:
  ticket_id:                 { kind: text }
  replied_at:                { kind: instant }
  response_seconds:          { kind: decimal, meaning: "since the first message not answered yet, calendar time" }
  response_business_seconds: { kind: decimal, meaning: the same in business time; each part by the service calendar that counted then }
  response_last_schedule_seconds: { kind: decimal, meaning: the same in business time by the calendar that counted at the answer }
  customer_id:               { kind: text, dimension: customer }
  ticket_channel:            { kind: text, dimension: ticket_channel }
  priority:                  { kind: text, dimension: priority, meaning: at the answer }
  owner:                     { kind: text, dimension: owner, meaning: "who answered; where nobody says so, to whom it was assigned then" }
  team:                      { kind: text, dimension: team, meaning: "with which it lay at the answer; that of who stepped in for another" }
  channel:                   { kind: text, dimension: channel }
  segment:                   { kind: text, dimension: segment }
  country:                   { kind: text, dimension: country }
  source:                    { kind: text, dimension: source }
*/
WITH statuses AS (
  SELECT ticket_id, place, is_solved, lag(is_solved) OVER (PARTITION BY ticket_id ORDER BY place) AS was_solved
  FROM fact.ticket_steps
  WHERE kind = 'status'
),
steps AS (
  -- The request itself is the customer's first message.
  SELECT
    ticket_id, created_at AS at_moment, created_day AS at_day, 0 AS place,
    false AS is_answer, true AS is_question, false AS is_status, false AS is_solved, false AS is_reopening, false AS by_system, NULL AS author_id
  FROM fact.tickets
  WHERE NOT opened_by_agent
  UNION ALL
  SELECT
    m.ticket_id, m.occurred_at, m.occurred_day, m.place,
    m.is_answer, m.kind = 'message' AND coalesce(m.author_kind, '') = 'customer', m.kind = 'status', m.is_solved,
    -- An agent who reopens to answer begins no wait; nor does who reopens at the very moment of an answer.
    coalesce(
      s.was_solved AND NOT s.is_solved AND coalesce(m.author_kind, '') <> 'agent'
      AND (m.author_kind IS NOT NULL OR a.ticket_id IS NULL),
      false
    ),
    coalesce(m.author_kind, '') IN ('system', 'bot'),
    m.author_id
  FROM fact.ticket_steps m
  LEFT JOIN statuses s ON s.ticket_id = m.ticket_id AND s.place = m.place
  LEFT JOIN (SELECT DISTINCT ticket_id, occurred_at FROM fact.ticket_steps WHERE is_answer) a
    ON a.ticket_id = m.ticket_id AND a.occurred_at = m.occurred_at
),
-- The stretch between two changes of status, and which of the customer's messages in it this one is.
stretches AS (
  SELECT steps.*, sum(CASE WHEN is_status THEN 1 ELSE 0 END) OVER (PARTITION BY ticket_id ORDER BY place ROWS UNBOUNDED PRECEDING) AS stretch
  FROM steps
),
asked AS (
  SELECT
    stretches.*,
    max(CASE WHEN is_solved THEN 1 ELSE 0 END) OVER (PARTITION BY ticket_id, stretch) AS lies_solved,
    sum(CASE WHEN is_question THEN 1 ELSE 0 END) OVER (PARTITION BY ticket_id, stretch ORDER BY place ROWS UNBOUNDED PRECEDING) AS question
  FROM stretches
),
-- After a solution a wait begins with the customer's next message, and again with the reopening; one that only
-- follows a message by itself begins nothing.
waits AS (
  SELECT
    asked.*,
    is_reopening AND (
      NOT by_system OR coalesce(lag(question) OVER (PARTITION BY ticket_id ORDER BY place), 0) = 0
    ) AS begins_again
  FROM asked
),
rounds AS (
  SELECT
    ticket_id, at_moment, at_day, is_answer, author_id,
    is_question OR is_reopening AS is_question,
    sum(CASE WHEN is_answer OR begins_again OR (is_question AND question = 1 AND lies_solved = 1) THEN 1 ELSE 0 END)
      OVER (PARTITION BY ticket_id ORDER BY place ROWS UNBOUNDED PRECEDING)
      - CASE WHEN is_answer THEN 1 ELSE 0 END AS round
  FROM waits
),
answered AS (
  SELECT
    ticket_id,
    min(CASE WHEN is_question THEN at_moment END) AS asked_at,
    max(CASE WHEN is_answer THEN at_moment END) AS replied_at,
    max(CASE WHEN is_answer THEN at_day END) AS replied_day,
    max(CASE WHEN is_answer THEN author_id END) AS author_id
  FROM rounds
  GROUP BY ticket_id, round
)
SELECT
  a.ticket_id,
  a.replied_at,
  a.replied_day,
  CAST(seconds_between(a.asked_at, a.replied_at) AS DECIMAL(18, 6)) AS response_seconds,
  clock_end.worked_seconds - clock_begin.worked_seconds AS response_business_seconds,
  CASE
    WHEN clock_end.calendar IS NULL THEN CAST(seconds_between(a.asked_at, a.replied_at) AS DECIMAL(18, 6))
    ELSE end_position.open_seconds - begin_position.open_seconds
  END AS response_last_schedule_seconds,
  t.customer_id, t.ticket_channel, h.priority, coalesce(e.name, h.owner) AS owner,
  -- Who steps in for another person does so for the own team.
  coalesce(CASE WHEN e.name <> h.owner THEN e.team END, h.team, e.team) AS team,
  t.channel, t.segment, t.country, t.source
FROM answered a
JOIN fact.tickets t ON t.ticket_id = a.ticket_id
LEFT JOIN employee e ON e.id = a.author_id
LEFT JOIN fact.ticket_holdings h
  ON h.ticket_id = a.ticket_id
  AND h.holds_from_at <= a.replied_at AND h.holds_until_at > a.replied_at
LEFT JOIN fact.ticket_clock clock_begin ON clock_begin.ticket_id = a.ticket_id AND clock_begin.moment_at = a.asked_at
LEFT JOIN fact.ticket_clock clock_end ON clock_end.ticket_id = a.ticket_id AND clock_end.moment_at = a.replied_at
LEFT JOIN fact.calendar_positions begin_position
  ON begin_position.calendar = clock_end.calendar AND begin_position.moment_at = a.asked_at
LEFT JOIN fact.calendar_positions end_position
  ON end_position.calendar = clock_end.calendar AND end_position.moment_at = a.replied_at
WHERE a.replied_at >= a.asked_at
