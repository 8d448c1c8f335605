/*
fact: known_respondents
row: one name in the survey tool that is known to be one person
refresh_by: survey
columns:
  respondent: { kind: text, meaning: an address in small letters }
  person:     { kind: text, meaning: the person after duplicates are joined }
*/
-- Who is known as a person in one place may be known by the name in the survey tool alone in another.
SELECT n.respondent, min(coalesce(c.id, n.person_id)) AS person
FROM (
  SELECT CASE WHEN respondent LIKE '%@%' THEN lower(respondent) ELSE respondent END AS respondent, person_id FROM survey_send
  UNION ALL
  SELECT CASE WHEN respondent LIKE '%@%' THEN lower(respondent) ELSE respondent END, person_id FROM survey_response
) n
LEFT JOIN customer_link l ON l.record_id = n.person_id
LEFT JOIN customer c ON c.id = l.customer_id AND c.kind = 'person'
WHERE n.respondent IS NOT NULL AND n.person_id IS NOT NULL
GROUP BY n.respondent
-- A name that several persons share says nothing.
HAVING count(DISTINCT coalesce(c.id, n.person_id)) = 1
