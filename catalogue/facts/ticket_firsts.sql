/*
fact: ticket_firsts
row: one real request with its first solution, if it was ever solved
refresh_by: ticket
columns:
  ticket_id:      { kind: text }
  created_at:     { kind: instant }
  first_solved_at: { kind: instant, meaning: empty while it was never solved }
  answers:        { kind: integer, meaning: public messages of human agents up to the first solution }
  solves:         { kind: integer, meaning: how many times it was solved so far }
  resolution_seconds: { kind: decimal, meaning: "from created to first solved, calendar time" }
  days_to_return: { kind: integer, meaning: "local days until the customer wrote again, the request was reopened or the same question came as a new request; empty if never" }
  wrote_again:    { kind: boolean, meaning: a message of the customer between the first answer and the first solution }
  said_solved_at_first: { kind: boolean, answers: true, meaning: "what the customer last answered when asked whether it was solved at the first contact; empty without an answer" }
  is_escalated:   { kind: boolean, meaning: the first level could not solve it }
  customer_id:    { kind: text, dimension: customer }
  ticket_channel: { kind: text, dimension: ticket_channel }
  priority:       { kind: text, dimension: priority, meaning: "when it was first solved, else now" }
  owner:          { kind: text, dimension: owner, meaning: "to whom it was assigned when it was first solved, else now" }
  team:           { kind: text, dimension: team, meaning: "with which it lay when it was first solved, else now" }
  channel:        { kind: text, dimension: channel }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
WITH counted AS (SELECT ticket_id, count(*) AS solves FROM fact.ticket_outcomes GROUP BY ticket_id)
SELECT
  t.ticket_id,
  t.created_at,
  t.created_day,
  f.solved_at AS first_solved_at,
  f.solved_day AS first_solved_day,
  f.answers,
  CAST(coalesce(n.solves, 0) AS BIGINT) AS solves,
  f.resolution_seconds,
  f.days_to_return,
  f.wrote_again,
  t.said_solved_at_first,
  t.is_escalated,
  t.customer_id,
  t.ticket_channel,
  CASE WHEN f.ticket_id IS NOT NULL THEN f.priority ELSE t.priority END AS priority,
  CASE WHEN f.ticket_id IS NOT NULL THEN f.owner ELSE t.owner END AS owner,
  CASE WHEN f.ticket_id IS NOT NULL THEN f.team ELSE t.team END AS team,
  t.channel,
  t.segment,
  t.country,
  t.source
FROM fact.tickets t
LEFT JOIN fact.ticket_outcomes f ON f.ticket_id = t.ticket_id AND f.solve = 1
LEFT JOIN counted n ON n.ticket_id = t.ticket_id
