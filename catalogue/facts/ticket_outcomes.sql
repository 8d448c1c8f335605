/*
fact: ticket_outcomes
row: a request was solved; solved again after a reopening is a row of its own
refresh_by: ticket
columns:
  ticket_id:                { kind: text }
  created_at:               { kind: instant }
  solved_at:                { kind: instant }
  solve:                    { kind: integer, meaning: 1 for the first time }
  is_final:                 { kind: boolean, meaning: the last time so far and not reopened since }
  resolution_seconds:       { kind: decimal, meaning: "from created to solved, calendar time; empty when the moments contradict each other" }
  resolution_business_seconds: { kind: decimal, meaning: the same in business time; each part by the service calendar that counted then }
  resolution_last_schedule_seconds: { kind: decimal, meaning: the same in business time by the calendar that counted at the solution }
  waited_seconds:           { kind: decimal, meaning: "from created to solved without the time it lay with the customer, calendar time" }
  waited_business_seconds:  { kind: decimal, meaning: the same in business time }
  waited_last_schedule_seconds: { kind: decimal, meaning: the same in business time by the calendar that counted at the solution }
  answers:                  { kind: integer, meaning: "public messages of human agents up to this solution, and within a minute after it" }
  new_answers:              { kind: integer, meaning: those since the solution before }
  new_transfers:            { kind: integer, meaning: "moments since the solution before at which it went from one person or team to another; the first assignment is none" }
  days_to_reopen:           { kind: integer, meaning: local days until it was reopened; empty if never }
  days_to_return:           { kind: integer, meaning: "local days until the customer wrote again, the request was reopened or the same question came as a new request; empty if never" }
  wrote_again: { kind: boolean, meaning: a message of the customer between the first answer and this solution }
  first_solved_at:          { kind: instant, meaning: when it was solved for the first time }
  first_resolution_seconds: { kind: decimal, meaning: "resolution_seconds of the first solution" }
  first_days_to_return:     { kind: integer, meaning: "days_to_return of the first solution" }
  first_wrote_again:        { kind: boolean, meaning: "wrote_again of the first solution" }
  is_escalated: { kind: boolean, meaning: the first level could not solve it }
  customer_id:              { kind: text, dimension: customer }
  ticket_channel:           { kind: text, dimension: ticket_channel }
  priority:                 { kind: text, dimension: priority, meaning: when it was solved }
  owner:                    { kind: text, dimension: owner, meaning: to whom it was assigned when it was solved }
  team:                     { kind: text, dimension: team, meaning: with which it lay when it was solved }
  channel:                  { kind: text, dimension: channel }
  segment:                  { kind: text, dimension: segment }
  country:                  { kind: text, dimension: country }
  source:                   { kind: text, dimension: source }
*/
WITH solves AS (
  SELECT
    t.*,
    s.from_at AS solved_at,
    s.from_day AS solved_day,
    s.to_at AS reopened_at,
    s.to_day AS reopened_day,
    s.solve,
    coalesce(s.from_at, CAST(s.from_day AS TIMESTAMP)) AS solved_moment
  FROM fact.ticket_spans s
  JOIN fact.tickets t ON t.ticket_id = s.ticket_id
  WHERE s.is_solved
),
-- The next request of the same requester about the same topic, seen from each solution.
asked_again AS (
  SELECT ticket_id, solve, next_day
  FROM (
    SELECT
      ticket_id, solve,
      min(CASE WHEN solve = 0 THEN moment_day END) OVER (
        PARTITION BY requester_key ORDER BY moment, solve DESC ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
      ) AS next_day
    FROM (
      SELECT requester_key, ticket_id, 0 AS solve, coalesce(created_at, CAST(created_day AS TIMESTAMP)) AS moment, created_day AS moment_day
      FROM fact.tickets
      -- What an agent opened, the requester did not ask.
      WHERE NOT opened_by_agent
      UNION ALL
      SELECT requester_key, ticket_id, solve, solved_moment, solved_day
      FROM solves
    ) moments
  ) seen
  WHERE solve > 0
),
written AS (
  SELECT
    s.ticket_id,
    s.solve,
    max(CASE
      WHEN coalesce(m.occurred_at > s.first_response_at, m.occurred_day > s.first_response_day)
        AND coalesce(m.occurred_at <= s.solved_at, m.occurred_day <= s.solved_day) THEN 1
      ELSE 0
    END) AS wrote_before,
    min(CASE WHEN coalesce(m.occurred_at > s.solved_at, m.occurred_day > s.solved_day) THEN m.occurred_day END) AS wrote_after_day
  FROM solves s
  JOIN fact.ticket_steps m ON m.ticket_id = s.ticket_id
  WHERE m.kind = 'message' AND m.author_kind = 'customer'
  GROUP BY s.ticket_id, s.solve
),
changes AS (
  SELECT
    ticket_id, kind, id, occurred_at, occurred_day,
    nullif(from_value, '') AS from_value,
    nullif(to_value, '') AS to_value,
    coalesce(occurred_at, CAST(occurred_day AS TIMESTAMP)) AS sorted_by
  FROM ticket_event
  WHERE kind IN ('assignment', 'team')
),
-- From whom it came is what the change says, else whom the changes before named last: a while with nobody in between
-- makes it no first assignment.
handed AS (
  SELECT
    ticket_id, occurred_at, occurred_day, to_value,
    coalesce(from_value, max(had) OVER (PARTITION BY ticket_id, kind, holders)) AS from_value
  FROM (
    SELECT
      before.*,
      sum(CASE WHEN had IS NOT NULL THEN 1 ELSE 0 END)
        OVER (PARTITION BY ticket_id, kind ORDER BY occurred_day, sorted_by, id ROWS UNBOUNDED PRECEDING) AS holders
    FROM (
      SELECT
        changes.*,
        lag(coalesce(to_value, from_value)) OVER (PARTITION BY ticket_id, kind ORDER BY occurred_day, sorted_by, id) AS had
      FROM changes
    ) before
  ) counted
),
transfers AS (
  SELECT DISTINCT ticket_id, occurred_at, occurred_day
  FROM handed
  WHERE from_value <> to_value
),
-- Whoever solves with an answer sends the two in either order: what follows within a minute is part of the solution.
answers AS (
  SELECT
    a.ticket_id,
    a.occurred_day AS at_day,
    coalesce(min(s.solved_at), a.occurred_at, CAST(a.occurred_day AS TIMESTAMP)) AS at_moment
  FROM fact.ticket_steps a
  LEFT JOIN solves s
    ON s.ticket_id = a.ticket_id
    AND s.solved_day = a.occurred_day
    AND s.solved_at < a.occurred_at
    AND seconds_between(s.solved_at, a.occurred_at) <= 60
    AND coalesce(a.occurred_at <= s.reopened_at, true)
  WHERE a.is_answer
  GROUP BY a.ticket_id, a.step_id, a.occurred_at, a.occurred_day
),
-- What was done up to each solution, counted along the request.
done AS (
  SELECT ticket_id, solve, answers, transfers,
    answers - lag(answers, 1, 0) OVER (PARTITION BY ticket_id ORDER BY solve) AS new_answers,
    transfers - lag(transfers, 1, 0) OVER (PARTITION BY ticket_id ORDER BY solve) AS new_transfers
  FROM (
    SELECT
      ticket_id, solve,
      sum(is_answer) OVER chain AS answers,
      sum(is_transfer) OVER chain AS transfers
    FROM (
      SELECT ticket_id, 0 AS solve, at_day, at_moment, 1 AS is_answer, 0 AS is_transfer FROM answers
      UNION ALL
      SELECT ticket_id, 0, occurred_day, coalesce(occurred_at, CAST(occurred_day AS TIMESTAMP)), 0, 1 FROM transfers
      UNION ALL
      -- A solution without a time of day comes after everything of its day.
      SELECT ticket_id, solve, solved_day, coalesce(solved_at, CAST(add_days(solved_day, 2) AS TIMESTAMP)), 0, 0 FROM solves
    ) happened
    WINDOW chain AS (PARTITION BY ticket_id ORDER BY at_day, at_moment, solve ROWS UNBOUNDED PRECEDING)
  ) counted
  WHERE solve > 0
),
returns AS (
  SELECT
    s.ticket_id, s.solve,
    CAST(days_between(s.solved_day, least(s.reopened_day, a.next_day, w.wrote_after_day)) AS BIGINT) AS days_to_return,
    coalesce(w.wrote_before, 0) = 1 AS wrote_again
  FROM solves s
  LEFT JOIN asked_again a ON a.ticket_id = s.ticket_id AND a.solve = s.solve
  LEFT JOIN written w ON w.ticket_id = s.ticket_id AND w.solve = s.solve
)
SELECT
  s.ticket_id,
  s.created_at,
  s.created_day,
  s.solved_at,
  s.solved_day,
  s.solve,
  s.reopened_day IS NULL AS is_final,
  CAST(
    CASE
      WHEN s.solved_at < s.created_at OR s.solved_day < s.created_day THEN NULL
      ELSE seconds_between(s.created_at, s.solved_at)
    END AS DECIMAL(18, 6)
  ) AS resolution_seconds,
  CASE WHEN s.solved_at >= s.created_at THEN clock_end.worked_seconds - clock_begin.worked_seconds END AS resolution_business_seconds,
  CASE
    WHEN NOT s.solved_at >= s.created_at THEN NULL
    WHEN clock_end.calendar IS NULL THEN CAST(seconds_between(s.created_at, s.solved_at) AS DECIMAL(18, 6))
    ELSE end_position.open_seconds - begin_position.open_seconds
  END AS resolution_last_schedule_seconds,
  CASE WHEN s.solved_at >= s.created_at THEN wait.waited_seconds END AS waited_seconds,
  CASE WHEN s.solved_at >= s.created_at THEN wait.waited_business_seconds END AS waited_business_seconds,
  CASE WHEN s.solved_at >= s.created_at THEN wait.waited_last_schedule_seconds END AS waited_last_schedule_seconds,
  CAST(d.answers AS BIGINT) AS answers,
  CAST(d.new_answers AS BIGINT) AS new_answers,
  CAST(d.new_transfers AS BIGINT) AS new_transfers,
  CAST(days_between(s.solved_day, s.reopened_day) AS BIGINT) AS days_to_reopen,
  r.days_to_return,
  r.wrote_again,
  f.solved_at AS first_solved_at,
  f.solved_day AS first_solved_day,
  CAST(
    CASE
      WHEN f.solved_at < f.created_at OR f.solved_day < f.created_day THEN NULL
      ELSE seconds_between(f.created_at, f.solved_at)
    END AS DECIMAL(18, 6)
  ) AS first_resolution_seconds,
  first_return.days_to_return AS first_days_to_return,
  first_return.wrote_again AS first_wrote_again,
  s.is_escalated,
  s.customer_id,
  s.ticket_channel,
  h.priority,
  h.owner,
  h.team,
  s.channel,
  s.segment,
  s.country,
  s.source
FROM solves s
LEFT JOIN fact.ticket_holdings h
  ON h.ticket_id = s.ticket_id
  AND h.holds_from_at <= s.solved_moment AND h.holds_until_at > s.solved_moment
JOIN solves f ON f.ticket_id = s.ticket_id AND f.solve = 1
JOIN returns r ON r.ticket_id = s.ticket_id AND r.solve = s.solve
JOIN returns first_return ON first_return.ticket_id = s.ticket_id AND first_return.solve = 1
LEFT JOIN done d ON d.ticket_id = s.ticket_id AND d.solve = s.solve
LEFT JOIN fact.ticket_waits wait ON wait.ticket_id = s.ticket_id AND wait.turned_at = s.solved_at
LEFT JOIN fact.ticket_clock clock_begin ON clock_begin.ticket_id = s.ticket_id AND clock_begin.moment_at = s.created_at
LEFT JOIN fact.ticket_clock clock_end ON clock_end.ticket_id = s.ticket_id AND clock_end.moment_at = s.solved_at
LEFT JOIN fact.calendar_positions begin_position
  ON begin_position.calendar = clock_end.calendar AND begin_position.moment_at = s.created_at
LEFT JOIN fact.calendar_positions end_position
  ON end_position.calendar = clock_end.calendar AND end_position.moment_at = s.solved_at
