/*
fact: tickets
row: one real request with its first answer; merged, spam and test requests are out
refresh_by: ticket
columns:
  ticket_id:              { kind: text }
  created_at:             { kind: instant }
  first_response_at:      { kind: instant, meaning: first public answer of a human; empty while the customer waits }
  first_response_seconds: { kind: decimal, meaning: waited for it in calendar time; empty when the moments contradict each other }
  first_response_business_seconds: { kind: decimal, meaning: the same in business time; each part by the service calendar that counted then }
  first_response_last_schedule_seconds: { kind: decimal, meaning: the same in business time by the calendar that counted at the answer }
  opened_by_agent: { kind: boolean, meaning: the customer did not ask first }
  is_escalated: { kind: boolean, meaning: the first level could not solve it }
  said_solved_at_first: { kind: boolean, answers: true, meaning: "what the customer last answered when asked whether it was solved at the first contact; empty without an answer" }
  requester_key:          { kind: text, meaning: who asks about what }
  topic:                  { kind: text }
  product:                { kind: text, dimension: product, meaning: what the request is about }
  customer_id:            { kind: text, dimension: customer }
  ticket_channel:         { kind: text, dimension: ticket_channel }
  priority:               { kind: text, dimension: priority }
  owner:                  { kind: text, dimension: owner }
  team:                   { kind: text, dimension: team }
  channel:                { kind: text, dimension: channel }
  segment:                { kind: text, dimension: segment }
  country:                { kind: text, dimension: country }
  source:                 { kind: text, dimension: source }
*/
WITH messages AS (
  SELECT
    s.ticket_id, s.occurred_at, s.occurred_day, s.author_kind, s.is_answer,
    row_number() OVER chain AS place,
    sum(CASE WHEN s.author_kind = 'customer' THEN 1 ELSE 0 END) OVER chain AS customer_messages,
    sum(CASE WHEN s.is_answer THEN 1 ELSE 0 END) OVER chain AS answers
  FROM fact.ticket_steps s
  WHERE s.kind = 'message'
  WINDOW chain AS (PARTITION BY s.ticket_id ORDER BY s.place ROWS UNBOUNDED PRECEDING)
),
opening AS (
  SELECT ticket_id, occurred_at, occurred_day, is_answer
  FROM messages
  WHERE place = 1
),
begun AS (
  SELECT
    t.*,
    CASE
      WHEN t.created_by IS NOT NULL THEN t.created_by = 'agent'
      ELSE coalesce(f.is_answer AND f.occurred_at = t.created_at, false)
    END AS by_agent,
    coalesce(f.is_answer, false) AS opened_by_answer
  FROM ticket t
  LEFT JOIN opening f ON f.ticket_id = t.id
  WHERE t.merged_into_id IS NULL AND NOT coalesce(t.is_spam, false) AND NOT coalesce(t.is_test, false)
),
-- A yes is the better end of its scale, whatever the numbers.
said AS (
  SELECT ticket_id, is_yes
  FROM (
    SELECT
      ticket_id,
      CASE
        WHEN polarity = 'low_good' THEN score = coalesce(scale_min, 0)
        ELSE score = coalesce(scale_max, 1)
      END AS is_yes,
      row_number() OVER (
        PARTITION BY ticket_id
        ORDER BY responded_day DESC, coalesce(responded_at, CAST(responded_day AS TIMESTAMP)) DESC, id DESC
      ) AS place_back
    FROM survey_response
    WHERE kind = 'fcr' AND ticket_id IS NOT NULL
      AND score >= coalesce(scale_min, 0) AND score <= coalesce(scale_max, 1)
  ) answers
  WHERE place_back = 1
),
-- In a request the agent opened, answering begins after the customer wrote, or with the second message.
answered AS (
  SELECT b.id AS ticket_id, min(m.occurred_at) AS answered_at, min(m.occurred_day) AS answered_day
  FROM begun b
  JOIN messages m ON m.ticket_id = b.id
  WHERE m.is_answer
    AND m.occurred_day >= b.created_day
    AND coalesce(m.occurred_at >= b.created_at, true)
    AND (NOT b.by_agent OR m.customer_messages > 0 OR (b.opened_by_answer AND m.answers > 1))
  GROUP BY b.id
),
-- Where no answer is among the messages, the request itself may say when it was; but not what a bot or a note was.
unheard AS (
  SELECT b.id AS ticket_id, b.first_response_at, b.first_response_day
  FROM begun b
  LEFT JOIN answered a ON a.ticket_id = b.id
  LEFT JOIN (SELECT DISTINCT ticket_id, occurred_at FROM messages) m ON m.ticket_id = b.id AND m.occurred_at = b.first_response_at
  WHERE a.ticket_id IS NULL AND m.ticket_id IS NULL AND b.first_response_day IS NOT NULL
),
replied AS (
  SELECT
    b.*,
    CASE WHEN a.ticket_id IS NOT NULL THEN a.answered_at ELSE u.first_response_at END AS reply_at,
    coalesce(a.answered_day, u.first_response_day) AS reply_day
  FROM begun b
  LEFT JOIN answered a ON a.ticket_id = b.id
  LEFT JOIN unheard u ON u.ticket_id = b.id
),
-- Solved before any person answered: the wait begins again when the customer reopens it, else with what the customer
-- writes after the solution. An agent who reopens to answer does not begin it.
solved AS (
  SELECT
    ticket_id, solve, is_solved, from_at, from_day, to_at, to_day,
    lead(author_kind) OVER (PARTITION BY ticket_id ORDER BY solve, CASE WHEN is_solved THEN 0 ELSE 1 END) AS reopened_by
  FROM fact.ticket_spans
),
begins AS (
  SELECT ticket_id, solve, to_at AS at_moment, to_day AS at_day,
    CASE WHEN reopened_by = 'agent' THEN 2 WHEN reopened_by IN ('system', 'bot') THEN 1 ELSE 0 END AS comes_second
  FROM solved
  WHERE is_solved AND to_day IS NOT NULL
  UNION ALL
  SELECT s.ticket_id, s.solve, m.occurred_at, m.occurred_day, 1
  FROM solved s
  JOIN messages m
    ON m.ticket_id = s.ticket_id AND m.author_kind = 'customer'
    AND coalesce(m.occurred_at > s.from_at, m.occurred_day > s.from_day)
  WHERE s.is_solved
),
restart AS (
  SELECT ticket_id, at_moment AS reopened_at, at_day AS reopened_day
  FROM (
    SELECT
      b.ticket_id, b.at_moment, b.at_day,
      row_number() OVER (
        PARTITION BY b.ticket_id
        ORDER BY b.solve DESC, b.comes_second, b.at_day, coalesce(b.at_moment, CAST(b.at_day AS TIMESTAMP))
      ) AS place
    FROM begins b
    JOIN replied r ON r.id = b.ticket_id
    WHERE r.reply_day IS NULL OR (b.at_day <= r.reply_day AND coalesce(b.at_moment < r.reply_at, true))
  ) begun_again
  WHERE place = 1
),
dated AS (
  SELECT
    r.*,
    CASE WHEN s.ticket_id IS NOT NULL THEN s.reopened_at ELSE r.created_at END AS clock_at,
    coalesce(s.reopened_day, r.created_day) AS clock_day
  FROM replied r
  LEFT JOIN restart s ON s.ticket_id = r.id
)
SELECT
  t.id AS ticket_id,
  t.created_at,
  t.created_day,
  t.reply_at AS first_response_at,
  t.reply_day AS first_response_day,
  CAST(CASE WHEN t.reply_at >= t.clock_at THEN seconds_between(t.clock_at, t.reply_at) END AS DECIMAL(18, 6)) AS first_response_seconds,
  CASE WHEN t.reply_at >= t.clock_at THEN clock_end.worked_seconds - clock_begin.worked_seconds END AS first_response_business_seconds,
  CASE
    WHEN NOT t.reply_at >= t.clock_at THEN NULL
    WHEN clock_end.calendar IS NULL THEN CAST(seconds_between(t.clock_at, t.reply_at) AS DECIMAL(18, 6))
    ELSE end_position.open_seconds - begin_position.open_seconds
  END AS first_response_last_schedule_seconds,
  t.by_agent AS opened_by_agent,
  coalesce(t.is_escalated, false) AS is_escalated,
  said.is_yes AS said_solved_at_first,
  coalesce(c.id, lower(a.email), t.person_id, o.customer_id, o.customer_id_without_person, t.organization_id, t.id) || ' ' || coalesce(t.topic, '') AS requester_key,
  t.topic,
  coalesce(g.name, t.product_name) AS product,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  t.channel AS ticket_channel,
  t.priority,
  e.name AS owner,
  coalesce(t.team, e.team) AS team,
  l.channel,
  l.segment,
  l.country,
  t.source_id AS source
FROM dated t
LEFT JOIN customer_link o ON o.record_id = t.organization_id
LEFT JOIN customer_link p ON p.record_id = t.person_id
-- Who asks may stand in several records.
LEFT JOIN customer c ON c.id = p.customer_id AND c.kind = 'person'
LEFT JOIN person a ON a.id = t.person_id
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
LEFT JOIN employee e ON e.id = t.assignee_id
LEFT JOIN product g ON g.id = t.product_id
LEFT JOIN said ON said.ticket_id = t.id
LEFT JOIN fact.ticket_clock clock_begin ON clock_begin.ticket_id = t.id AND clock_begin.moment_at = t.clock_at
LEFT JOIN fact.ticket_clock clock_end ON clock_end.ticket_id = t.id AND clock_end.moment_at = t.reply_at
LEFT JOIN fact.calendar_positions begin_position
  ON begin_position.calendar = clock_end.calendar AND begin_position.moment_at = t.clock_at
LEFT JOIN fact.calendar_positions end_position
  ON end_position.calendar = clock_end.calendar AND end_position.moment_at = t.reply_at
WHERE NOT coalesce(l.is_test, false)
