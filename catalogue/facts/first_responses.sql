/*
fact: first_responses
row: the first public answer of a human to a request
refresh_by: ticket
columns:
  ticket_id:               { kind: text }
  created_at:              { kind: instant }
  first_response_at:       { kind: instant }
  response_seconds:        { kind: decimal, meaning: "waited for it in calendar time, since the last reopening if it was solved unanswered; empty when the moments contradict each other" }
  response_business_seconds: { kind: decimal, meaning: the same in business time; each part by the service calendar that counted then }
  response_last_schedule_seconds: { kind: decimal, meaning: the same in business time by the calendar that counted at the answer }
  customer_id:             { kind: text, dimension: customer }
  ticket_channel:          { kind: text, dimension: ticket_channel }
  priority:                { kind: text, dimension: priority, meaning: at the answer }
  owner:                   { kind: text, dimension: owner, meaning: "who answered; where nobody says so, to whom it was assigned then" }
  team:                    { kind: text, dimension: team, meaning: "with which it lay at the answer; that of who stepped in for another" }
  channel:                 { kind: text, dimension: channel }
  segment:                 { kind: text, dimension: segment }
  country:                 { kind: text, dimension: country }
  source:                  { kind: text, dimension: source }
*/
WITH answered AS (
  SELECT t.*, coalesce(t.first_response_at, CAST(t.first_response_day AS TIMESTAMP)) AS answered_moment
  FROM fact.tickets t
  WHERE t.first_response_day IS NOT NULL
),
authors AS (
  SELECT ticket_id, occurred_at, min(author_id) AS author_id
  FROM fact.ticket_steps
  WHERE is_answer
  GROUP BY ticket_id, occurred_at
)
SELECT
  t.ticket_id,
  t.created_at,
  t.created_day,
  t.first_response_at,
  t.first_response_day,
  t.first_response_seconds AS response_seconds,
  t.first_response_business_seconds AS response_business_seconds,
  t.first_response_last_schedule_seconds AS response_last_schedule_seconds,
  t.customer_id,
  t.ticket_channel,
  h.priority,
  coalesce(e.name, h.owner) AS owner,
  -- Who steps in for another person does so for the own team.
  coalesce(CASE WHEN e.name <> h.owner THEN e.team END, h.team, e.team) AS team,
  t.channel,
  t.segment,
  t.country,
  t.source
FROM answered t
LEFT JOIN authors a ON a.ticket_id = t.ticket_id AND a.occurred_at = t.first_response_at
LEFT JOIN employee e ON e.id = a.author_id
LEFT JOIN fact.ticket_holdings h
  ON h.ticket_id = t.ticket_id
  AND h.holds_from_at <= t.answered_moment AND h.holds_until_at > t.answered_moment
