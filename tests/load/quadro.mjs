/*
 * The quadro riassuntivo costs the same however many cases others have: of a person who has a
 * household of three and as many cases in the small database as in this one, or nearly.
 */
import { operator, say } from './lib/bench.mjs';
import { growth, inBoth } from './lib/growth.mjs';

/* The persons whose cases grew least; the first is followed by our operator's service. */
function chosen() {
	const counts = inBoth(`SELECT p.titolare_soggetto_id, count(*), bool_or(v.codice = 'maleo') FROM pratica p JOIN servizio v ON v.id = p.servizio_id
		WHERE p.titolare_soggetto_id IN (SELECT id FROM soggetto ORDER BY id LIMIT 3000) GROUP BY 1`)
		.map((text) => text.split('\n').map((line) => line.split('|')));
	const later = new Map(counts[1].map(([id, count]) => [id, Number(count)]));
	const persons = counts[0].map(([id, count, ours]) => ({ id, count: Number(count), more: later.get(id) - count, ours: ours === 't' }))
		.sort((a, b) => a.more - b.more || b.count - a.count || a.id - b.id);
	const first = persons.find(({ ours }) => ours), others = persons.filter((person) => person !== first).slice(0, 2);
	return [first, ...others];
}

const household = chosen(), ids = household.map(({ id }) => id);
inBoth(`WITH prima AS (DELETE FROM nucleo_componente WHERE soggetto_id IN (${ids})), n AS (INSERT INTO nucleo (tipo) VALUES ('di_fatto') RETURNING id, tipo)
	INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, dal)
	SELECT n.id, n.tipo, s.id::bigint, CASE WHEN s.n = 1 THEN '1' ELSE '6' END, DATE '2015-01-01' FROM n, unnest(ARRAY[${ids}]) WITH ORDINALITY s (id, n)`);
say(`a household of ${household.map(({ count, more }) => `${count} cases (${more} more in the large database)`).join(', ')}`);
await growth(await operator(), 'the quadro', `/soggetti/${ids[0]}/quadro`);
process.exit(0);
