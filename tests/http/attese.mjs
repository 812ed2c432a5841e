/*
 * What waits holds nothing: while ANPR is slow, a print is laid out, a file of INPS is read or a document
 * is looked into, the worker of the queue has no transaction open.
 */
import { execFile } from 'node:child_process';
import { Client, chapter, end, is, ok, sql } from './client.mjs';

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const maleo = new Client();
await maleo.login('assistente.maleo');

/* The longest that a worker of the queue stood in a transaction without asking the database anything, in
 * milliseconds, watched for so many seconds. */
function watch(seconds) {
	const { PGHOST, PGDATABASE, PGUSER_SUPER } = process.env;
	const text = `CREATE FUNCTION pg_temp.guarda(quanto interval) RETURNS integer LANGUAGE plpgsql AS $$
		DECLARE fino timestamptz := clock_timestamp() + quanto; peggio interval := '0'; ora interval;
		BEGIN
		  WHILE clock_timestamp() < fino LOOP
		    PERFORM pg_stat_clear_snapshot(), pg_sleep(0.02);
		    SELECT max(clock_timestamp() - state_change) INTO ora FROM pg_stat_activity WHERE usename = 'siz_job' AND state LIKE 'idle in transaction%';
		    peggio := greatest(peggio, ora);
		  END LOOP;
		  RETURN extract(epoch FROM peggio) * 1000;
		END $$; SELECT pg_temp.guarda('${seconds} seconds')`;
	return new Promise((done, failed) => execFile('psql', ['-X', '-q', '-At', '-v', 'ON_ERROR_STOP=1', '-h', PGHOST, '-U', PGUSER_SUPER ?? 'postgres', '-d', PGDATABASE, '-c', text],
		(error, out) => (error ? failed(error) : done(Number(out.trim())))));
}

async function until(question, wanted, what) {
	for (let i = 0; i < 200 && sql(question) !== wanted; i++)
		await pause(100);
	is(sql(question), wanted, what);
}

await chapter('a slow ANPR', async () => {
	sql("UPDATE porta SET stato = 'funziona', fallimenti = 0, fino = NULL, errore = NULL");
	await maleo.get('/anpr');
	const sent = await maleo.submit('/anpr', { porta: 'anpr', codice_fiscale: 'PRVLNT70A01E648K', scopo: 'PRESA_IN_CARICO', riferimento: 'GEN-2026-00001' });
	is(sent.status, 303, 'is asked');
	const longest = await watch(2);
	is(sql(`SELECT stato FROM anpr_richiesta WHERE id = ${sent.location.split('/')[2]}`), 'in_attesa', 'and is still silent');
	is(sql(`SELECT pronto_il > now() + interval '2 minutes' AND riservato_il IS NOT NULL AND tentativi = 1 FROM lavoro WHERE tipo = 'anpr' AND stato = 'in_coda' ORDER BY id DESC LIMIT 1`), 't',
		'the question is reserved for longer than any lookup takes');
	ok(longest < 300, 'nothing of the database is held meanwhile', `${longest} ms`);
	await until(`SELECT stato FROM anpr_richiesta WHERE id = ${sent.location.split('/')[2]}`, 'errore', 'until it is given up');
	sql("UPDATE porta SET stato = 'funziona', fallimenti = 0, fino = NULL, errore = NULL");
});

await chapter('a print', async () => {
	const pratica = sql(`SELECT p.id FROM pratica p JOIN servizio v ON v.id = p.servizio_id AND v.codice = 'maleo'
		WHERE p.riferimento_operatore_id = (SELECT id FROM operatore WHERE username = 'assistente.maleo') AND p.stato = 'A' ORDER BY p.id LIMIT 1`);
	const page = await maleo.get(`/pratiche/${pratica}/stampa`);
	const watching = watch(5);
	await pause(200);
	const sent = await maleo.submit(`/pratiche/${pratica}/stampa`, { stati: '1' }, page);
	is(sent.status, 303, 'is asked for');
	const id = sent.location.split('/')[2];
	const longest = await watching;
	ok(longest < 300, 'nothing is held while it is laid out', `${longest} ms`);
	await until(`SELECT stato FROM stampa WHERE id = ${id}`, 'pronta', 'and it is made');
	ok(sql(`SELECT finita_il - chiesta_il > interval '300 milliseconds' FROM stampa WHERE id = ${id}`) === 't', 'which took long enough to have been seen');
});

await chapter('a job whose worker died comes back when its term is over', async () => {
	const id = sql("INSERT INTO lavoro (tipo, dati, riservato_il, pronto_il, tentativi) VALUES ('isee_lettura', '{\"lettura\": 0}', now() - interval '3 minutes', now() - interval '1 minute', 1) RETURNING id");
	sql("SELECT pg_notify('siz_lavoro', '')");
	await until(`SELECT stato FROM lavoro WHERE id = ${id}`, 'fatto', 'and is done');
	is(sql(`SELECT tentativi FROM lavoro WHERE id = ${id}`), '2', 'with both attempts counted');
});

end();
