/*
fact: survey_invitations
row: one delivered invitation to a survey; reminders are none of their own
refresh_by: survey
columns:
  invitation_id:  { kind: text }
  sent_at:        { kind: instant }
  kind:           { kind: text, meaning: "nps, csat, ces or fcr" }
  is_answered:    { kind: boolean, meaning: on the scale and before the next invitation of the same person to the same survey }
  answered_at:    { kind: instant }
  customer_id:    { kind: text, dimension: customer }
  survey:         { kind: text, dimension: survey }
  ticket_channel: { kind: text, dimension: ticket_channel, meaning: how the request it is about came in }
  segment:        { kind: text, dimension: segment }
  country:        { kind: text, dimension: country }
  source:         { kind: text, dimension: source }
*/
WITH happened AS (
  SELECT
    d.id AS invitation_id, true AS is_invitation, d.survey, d.kind, d.ticket_id,
    coalesce(c.id, d.person_id, k.person, CASE WHEN d.respondent LIKE '%@%' THEN lower(d.respondent) ELSE d.respondent END) AS person,
    coalesce(d.organization_id, d.id) AS else_who,
    d.sent_day AS at_day, coalesce(d.sent_at, CAST(d.sent_day AS TIMESTAMP)) AS at_moment
  FROM survey_send d
  LEFT JOIN fact.known_respondents k
    ON k.respondent = CASE WHEN d.respondent LIKE '%@%' THEN lower(d.respondent) ELSE d.respondent END
  LEFT JOIN customer_link l ON l.record_id = d.person_id
  LEFT JOIN customer c ON c.id = l.customer_id AND c.kind = 'person'
  WHERE coalesce(d.delivered, true) AND NOT coalesce(d.is_reminder, false)
  UNION ALL
  -- An answer without a time of day comes after everything of its day.
  SELECT
    r.id, false, r.survey, r.kind, r.ticket_id,
    valid.who,
    coalesce(r.organization_id, r.id),
    r.responded_day, coalesce(r.responded_at, CAST(add_days(r.responded_day, 2) AS TIMESTAMP))
  FROM survey_response r
  JOIN fact.survey_answers valid ON valid.answer_id = r.id
),
-- Where an invitation or an answer about a request names nobody, the request says whose they are. A question that
-- nobody was invited to answer belongs to the invitations there are.
whose AS (
  SELECT
    h.*,
    CASE
      WHEN ticket_id IS NOT NULL AND bool_or(person IS NULL) OVER (PARTITION BY survey, ticket_id) THEN ticket_id
      ELSE coalesce(person, else_who)
    END AS who,
    CASE
      WHEN bool_or(is_invitation) OVER (PARTITION BY survey, kind) THEN kind
      ELSE min(CASE WHEN is_invitation THEN kind END) OVER (PARTITION BY survey)
    END AS question
  FROM happened h
),
asked AS (
  SELECT
    w.*,
    sum(CASE WHEN is_invitation THEN 1 ELSE 0 END) OVER (
      PARTITION BY survey, question, who
      ORDER BY at_day, at_moment, CASE WHEN is_invitation THEN 0 ELSE 1 END, invitation_id
      ROWS UNBOUNDED PRECEDING
    ) AS invitations,
    max(CASE WHEN is_invitation THEN 1 ELSE 0 END) OVER (PARTITION BY survey, question, who, coalesce(ticket_id, '')) AS was_asked_about_it
  FROM whose w
),
-- An answer that does not say which request it is about, or names another one than any invitation, belongs to the
-- invitation before it.
moments AS (
  SELECT
    invitation_id, is_invitation, at_day, at_moment, survey, question, who,
    CASE
      WHEN was_asked_about_it = 1 THEN coalesce(ticket_id, '')
      ELSE coalesce(max(CASE WHEN is_invitation THEN ticket_id END) OVER (PARTITION BY survey, question, who, invitations), '')
    END AS about
  FROM asked
),
-- What follows an invitation first: an answer, or the next invitation.
followed AS (
  SELECT
    invitation_id, is_invitation,
    lead(is_invitation) OVER (
      PARTITION BY survey, question, who, about
      ORDER BY at_day, at_moment, CASE WHEN is_invitation THEN 0 ELSE 1 END, invitation_id
    ) AS next_is_invitation,
    lead(invitation_id) OVER (
      PARTITION BY survey, question, who, about
      ORDER BY at_day, at_moment, CASE WHEN is_invitation THEN 0 ELSE 1 END, invitation_id
    ) AS next_id
  FROM moments
)
SELECT
  s.id AS invitation_id,
  s.sent_at,
  s.sent_day,
  s.kind,
  coalesce(NOT f.next_is_invitation, false) AS is_answered,
  a.responded_at AS answered_at,
  a.responded_day AS answered_day,
  coalesce(o.customer_id, p.customer_id, o.customer_id_without_person) AS customer_id,
  s.survey,
  coalesce(t.channel, s.channel) AS ticket_channel,
  l.segment,
  l.country,
  s.source_id AS source
FROM followed f
JOIN survey_send s ON s.id = f.invitation_id
LEFT JOIN survey_response a ON a.id = CASE WHEN NOT f.next_is_invitation THEN f.next_id END
LEFT JOIN ticket t ON t.id = s.ticket_id
LEFT JOIN customer_link o ON o.record_id = coalesce(s.organization_id, t.organization_id)
LEFT JOIN customer_link p ON p.record_id = coalesce(s.person_id, t.person_id)
LEFT JOIN fact.customer_labels l ON l.customer_id = coalesce(o.customer_id, p.customer_id, o.customer_id_without_person)
WHERE NOT coalesce(l.is_test, false) AND NOT coalesce(t.is_test, false)
