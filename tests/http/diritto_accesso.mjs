/*
 * The right of access (GDPR art. 15): what the document says, what it must not say, who may ask.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Client, chapter, end, is, ok, sql } from './client.mjs';

const chief = new Client(), laura = new Client(), lodi = new Client();
await chief.login('referente.maleo');
await laura.login('assistente.maleo');
await lodi.login('assistente.lodi');
/* a person with a case in Maleo */
const [persona, pratica, codice] = sql(`SELECT p.titolare_soggetto_id, p.id, p.codice FROM pratica p JOIN servizio v ON v.id = p.servizio_id JOIN soggetto s ON s.id = p.titolare_soggetto_id
	WHERE v.codice = 'maleo' AND p.stato = 'A' AND NOT s.riservato ORDER BY p.id LIMIT 1`).split('|');
const folder = mkdtempSync(`${tmpdir()}/siz-diritto.`);
const pause = (ms) => new Promise((go) => setTimeout(go, ms));

async function prepare(client = chief) {
	const page = await client.get(`/soggetti/${persona}/diritto-accesso`);
	const answer = await client.submit(`/soggetti/${persona}/diritto-accesso`, { data: '01/11/2026', protocollo: '2026/77', identita: 'carta d’identità <b>' }, page);
	is(answer.status, 303, 'the document is asked for');
	const id = answer.location.split('/')[2];
	for (let i = 0; i < 300 && sql(`SELECT stato FROM stampa WHERE id = ${id}`) === 'in_coda'; i++)
		await pause(200);
	is(sql(`SELECT stato FROM stampa WHERE id = ${id}`), 'pronta', 'and made');
	writeFileSync(`${folder}/a.pdf`, (await client.get(`/stampe/${id}/scarica`)).bytes);
	return execFileSync('pdftotext', ['-raw', `${folder}/a.pdf`, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
}

await chapter('who may', async () => {
	is((await laura.get(`/soggetti/${persona}/diritto-accesso`)).status, 403, 'not every role');
	ok(!/diritto-accesso/.test((await laura.get(`/soggetti/${persona}`)).text), 'who may not sees no link');
	ok((await chief.get(`/soggetti/${persona}`)).text.includes(`/soggetti/${persona}/diritto-accesso`), 'who may sees it on the page of the person');
	const reserved = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice, riservato, creato_da, creato_servizio_id)
		SELECT 'Protetta', 'Prova', 'F', DATE '1980-01-01', 'NON_NOTO', true, o.id, a.servizio_id FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 'assistente.lodi' LIMIT 1 RETURNING id`);
	is((await chief.get(`/soggetti/${reserved}/diritto-accesso`)).status, 404, 'a reserved person of others is not there');
	const wrong = await chief.submit(`/soggetti/${persona}/diritto-accesso`, { data: '', identita: '' }, await chief.get(`/soggetti/${persona}/diritto-accesso`));
	is(wrong.status, 422, 'day and proof of identity are owed');
	is((await chief.submit(`/soggetti/${persona}/diritto-accesso`, { data: '01/01/2999', identita: 'x' }, wrong)).status, 422, 'the day is not in the future');
});

await chapter('what it says', async () => {
	/* a case of another service, of a kind that is shown; then one that is not */
	await lodi.get(`/soggetti/${persona}`);
	await laura.get(`/pratiche/${pratica}`);
	await laura.get(`/pratiche/${pratica}`);
	const diary = await laura.get(`/pratiche/${pratica}/diario`);
	await laura.submit(`/pratiche/${pratica}/diario`, { oggetto: 'Colloquio-segreto', testo: 'testo-che-resta-dentro', data: '20/11/2026' }, diary);
	const ala = sql("SELECT a.servizio_id FROM appartenenza a JOIN operatore o ON o.id = a.operatore_id WHERE o.username = 'operatore.ala'");
	sql(`INSERT INTO assegnazione (pratica_id, servizio_id, livello, assegnata_da) SELECT ${pratica}, ${ala}, 1, riferimento_operatore_id FROM pratica WHERE id = ${pratica}
		AND NOT EXISTS (SELECT FROM assegnazione WHERE pratica_id = ${pratica} AND servizio_id = ${ala} AND terminata_il IS NULL)`);
	/* what hangs on the person beside cases: with somebody else in it, whose name must not be on the paper */
	const other = sql(`SELECT id FROM soggetto WHERE cognome = 'Cremonesi' AND nome = 'Dario'`);
	sql(`INSERT INTO soggetto_cittadinanza (soggetto_id, stato_estero_id, fonte, fonte_il) SELECT ${persona}, id, 'anpr', current_date FROM stato_estero WHERE denominazione = 'Ucraina' AND NOT cessato;
		INSERT INTO soggetto_identita (soggetto_id, tipo, numero, scade_il) VALUES (${persona}, 'CI', 'CA-77 <b>', '2031-05-06');
		INSERT INTO soggetto_contatto (soggetto_id, tipo, valore, di_chi) VALUES (${persona}, 'telefono', '0371 998877', 'vicina di casa');
		INSERT INTO isee (soggetto_id, tipo, valore, protocollo, presentata_il, valida_fino) VALUES (${other}, 'ORD', 7654.32, 'INPS-ISEE-2026-00009977Z-00', '2026-02-03', '2026-12-31');
		INSERT INTO isee_componente (isee_id, soggetto_id, codice_fiscale, cognome, nome) SELECT max(i.id), s.id, s.codice_fiscale, s.cognome, s.nome FROM isee i, soggetto s WHERE s.id IN (${persona}, ${other}) GROUP BY s.id;
		WITH n AS (INSERT INTO nucleo (tipo) VALUES ('anagrafico') RETURNING id)
		INSERT INTO nucleo_componente (nucleo_id, tipo, soggetto_id, relazione, dal, al, motivo_uscita, fonte) SELECT n.id, 'anagrafico', x.id, x.r, '1981-02-03', '1982-03-04', 'ALTRO', 'anpr' FROM n, (VALUES (${persona}, '1'), (${other}, '2')) x (id, r);
		INSERT INTO anpr_richiesta (porta, codice_fiscale, soggetto_id, scopo, riferimento, operatore_id, servizio_id, ruolo, stato, famiglia)
		SELECT 'anpr', 'RSSMRA80A01H501U', ${persona}, 'PRESA_IN_CARICO', 'riferimento-interno', o.id, a.servizio_id, 1, 'usata', true FROM operatore o JOIN appartenenza a ON a.operatore_id = o.id WHERE o.username = 'assistente.lodi' LIMIT 1`);
	const paper = await prepare();
	for (const [what, words] of Object.entries({
		'the person': sql(`SELECT cognome || ' ' || nome FROM soggetto WHERE id = ${persona}`),
		'day and number of the request': '01/11/2026, protocollo 2026/77',
		'the proof of identity': 'carta d’identità <b>',
		'the code of the case': codice,
		'the service that holds it': 'Comune di Maleo',
		'a reading by its service': `Pratica letta: ${codice}`,
		'a reading by another one': 'Comune di Lodi',
		'what the other one read': 'Scheda della persona letta',
		'to whom it was communicated': sql(`SELECT denominazione FROM servizio WHERE id = ${ala}`),
		'in which way': 'può leggere',
		'what may be missing': 'articolo 15, paragrafo 4',
		'the Garante': 'Garante',
		'a citizenship with its source': 'Cittadinanza Ucraina ANPR',
		'an identity document': 'CA-77 <b>',
		'whom to call': '0371 998877, vicina di casa',
		'the household': 'Nucleo anagrafico Intestatario Scheda 03/02/1981 04/03/1982 ANPR',
		'the ISEE that names the person': 'INPS-ISEE-2026-00009977Z-00',
		'what was asked of ANPR': 'Anagrafe nazionale (ANPR), anche lo stato di famiglia',
		'why, and what came': sql("SELECT descrizione FROM voce WHERE vocabolario = 'scopo_anpr' AND codice = 'PRESA_IN_CARICO'"),
		'the outcome': 'dati ricevuti',
	}))
		ok(paper.includes(words), `it says ${what}`, words);
	ok(!/Cremonesi|7\.?654,32|riferimento-interno/.test(paper), 'neither who else is in the household, nor the value of an ISEE, nor a number of ours');
	ok(!paper.includes('testo-che-resta-dentro') && !paper.includes('Colloquio-segreto'), 'nothing of the diary');
	const readers = paper.slice(paper.indexOf('7. Chi ha letto'), paper.indexOf('8. Perché')).replace(/Documento riservato: [^.]*\./g, '');
	for (const name of sql("SELECT nome || ' ' || cognome FROM operatore WHERE username IN ('assistente.maleo', 'assistente.lodi')").split('\n'))
		ok(!readers.includes(name), `no operator by name: ${name}`);
	ok(/Documento del diritto di accesso preparato/.test(readers), 'this very request is in it');
});

await chapter('the next one shows this one', async () => {
	const paper = await prepare();
	ok(/Documento del diritto di accesso aperto copia/.test(paper), 'also that it was taken away');
	is(sql(`SELECT count(*) > 0 FROM registro WHERE azione = 'stampa' AND oggetto = 'soggetto' AND soggetto_id = ${persona} AND esito = 'chiesta' AND dettaglio ->> 'tipo' = 'diritto_accesso'`), 't', 'asking is in the register');
});

sql(`DELETE FROM isee_componente WHERE isee_id IN (SELECT id FROM isee WHERE protocollo = 'INPS-ISEE-2026-00009977Z-00'); DELETE FROM isee WHERE protocollo = 'INPS-ISEE-2026-00009977Z-00';
	DELETE FROM nucleo_componente WHERE dal = '1981-02-03' AND al = '1982-03-04'; DELETE FROM anpr_richiesta WHERE riferimento = 'riferimento-interno'; DELETE FROM soggetto_identita WHERE numero = 'CA-77 <b>';
	DELETE FROM soggetto_contatto WHERE valore = '0371 998877'; DELETE FROM soggetto_cittadinanza WHERE soggetto_id = ${persona} AND fonte = 'anpr'`);
rmSync(folder, { recursive: true });
end();
