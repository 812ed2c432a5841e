/*
 * Progetti: from a presa in carico, the list, who does not see them, the hook of an intervento.
 */
import { Client, chapter, decode, end, formOf, is, ok, sql } from './client.mjs';

/* Persons of this file alone. */
function person(cognome, nome) {
	const id = sql(`INSERT INTO soggetto (cognome, nome, sesso, data_nascita, motivo_senza_codice) VALUES ('${cognome}', '${nome}', 'F', DATE '1950-02-03', 'NON_NOTO') RETURNING id`);
	sql(`INSERT INTO consenso (soggetto_id, informativa_id, esito, data) SELECT ${id}, min(id), 'dato', current_date FROM informativa`);
	return id;
}
const last = (kind = 'progetto') => sql(`SELECT max(id) FROM pratica WHERE kind = '${kind}'`);
const text = (html) => decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
const clean = () => sql("DELETE FROM bozza WHERE percorso IN ('/progetti/nuovo', '/prese-in-carico/nuova', '/interventi/generici/nuovo')");
const ida = person('D\'\'Amico <b>&"Rossi"', 'Progettina');
const clients = {};
for (const name of ['assistente.maleo', 'collega.maleo', 'referente.maleo', 'amministrativo.maleo', 'operatore.maleo', 'assistente.lodi'])
	await (clients[name] = new Client()).login(name);
const maleo = clients['assistente.maleo'], amministrativo = clients['amministrativo.maleo'];
const today = sql('SELECT current_date'), notice = sql('SELECT max(id) FROM informativa');
let n = 0;
const key = () => ({ _chiave: `prg-${process.pid}-${n++}` });

let presa, progetto, codice;
await chapter('from a presa in carico', async () => {
	clean();
	const form = await maleo.get('/prese-in-carico/nuova');
	await maleo.submit('/prese-in-carico/nuova', { ...key(), titolare: ida, area: '4', bisogno: 'Sola in casa <b>', obiettivi: 'Restare a casa', consenso: 'SI', consenso_informativa: notice, consenso_data: today }, form);
	presa = last('presa_in_carico');
	ok((await maleo.get(`/pratiche/${presa}`)).text.includes(`/progetti/nuovo?da=${presa}`), 'one click away');
	ok(!(await clients['referente.maleo'].get(`/pratiche/${presa}`)).text.includes('/progetti/nuovo?da='), 'not for who opens none');
	const fresh = await maleo.get(`/progetti/nuovo?da=${presa}`);
	const there = formOf(fresh.text, '/progetti/nuovo');
	is(`${there.titolare} ${there.area} ${there.situazione} ${there.finalita} ${there.da}`, `${ida} 4 Sola in casa <b> Restare a casa ${presa}`, 'what is known is copied');
	ok(!/casa <b>/.test(fresh.text), 'escaped');
	ok(/Patto per l’inclusione sociale, PaIS \(D\.L\. 48\/2023, art\. 4\)/.test(decode(fresh.text)), 'the types say their law');
	const refused = await maleo.submit('/progetti/nuovo', { ...key(), data_inizio: sql('SELECT current_date + 3') }, fresh);
	is(refused.status, 422, 'the type is owed');
	ok(/Scegli il tipo di progetto/.test(refused.text) && /è nel futuro/.test(refused.text) && formOf(refused.text, '/progetti/nuovo').situazione === 'Sola in casa <b>', 'all errors at once, nothing typed is lost');
	clean();
	const again = await maleo.get(`/progetti/nuovo?da=${presa}`);
	const made = await maleo.submit('/progetti/nuovo', { ...key(), tipo: 'PAI' }, again);
	progetto = last();
	codice = sql(`SELECT codice FROM pratica WHERE id = ${progetto}`);
	is(made.location, `/pratiche/${progetto}?fatto=progetto-creato`, 'opened');
	is(sql(`SELECT dati ? 'da' FROM pratica WHERE id = ${progetto}`), 'f', 'where it comes from is a link, not an answer');
	ok(/Viene da[^]*Presa in carico/.test((await maleo.get(`/pratiche/${progetto}`)).text), 'the chain from this end');
	ok((await maleo.get(`/pratiche/${presa}`)).text.includes(codice), 'and from the other');
	is((await clients['assistente.lodi'].get(`/progetti/nuovo?da=${presa}`)).status, 404, 'who does not open the first begins nothing from it');
	is((await maleo.get('/progetti/nuovo?da=1000000')).status, 404, 'nor from none');
	clean();
	const plain = await maleo.get(`/progetti/nuovo?titolare=${ida}`);
	ok(new RegExp(`<option value="${presa}">PIC-`).test(plain.text), 'from the person, the presa in carico is offered');
});

await chapter('the detail', async () => {
	let page = await maleo.get(`/pratiche/${progetto}`);
	is((await maleo.submit(`/pratiche/${progetto}`, { ...key(), firmato_il: sql('SELECT current_date + 1'), firmato_da: '' }, page)).status, 422, 'a signature of tomorrow by nobody');
	ok(/La data della firma[^]*è nel futuro/.test(maleo.page.text) && /Scrivi chi ha firmato/.test(maleo.page.text), 'in words');
	sql(`DELETE FROM bozza WHERE percorso = '/pratiche/${progetto}'`);
	page = await maleo.get(`/pratiche/${progetto}`);
	const stale = page;
	is((await maleo.submit(`/pratiche/${progetto}`, { ...key(), firmato_il: today, firmato_da: 'La signora e la figlia' }, page)).status, 303, 'signed');
	is((await maleo.submit(`/pratiche/${progetto}`, { ...key(), finalita: 'Altro' }, stale)).status, 409, 'who saves over newer data sees both');
	ok(/Firmato da[^]*La signora e la figlia/.test(text((await maleo.get(`/pratiche/${progetto}/storia`)).text)), 'the history has the new value');
	ok(/Documenti attesi[^]*Progetto individualizzato[^]*Manca/.test((await maleo.get(`/pratiche/${progetto}/documenti`)).text), 'the signed copy is expected');
});

await chapter('who does not see it', async () => {
	const cells = { 'assistente.maleo': 200, 'collega.maleo': 200, 'referente.maleo': 200, 'amministrativo.maleo': 403, 'operatore.maleo': 403, 'assistente.lodi': 403 };
	for (const [name, status] of Object.entries(cells)) {
		for (const section of ['', '/diario', '/documenti', '/assegnazioni', '/eventi', '/storia', '/collegamenti', '/stampa'])
			is((await clients[name].get(`/pratiche/${progetto}${section}`)).status, status, `${name}: ${section || 'detail'}`);
		ok(status === 200 || !/Sola in casa|assistenza individuale/.test((await clients[name].get(`/pratiche/${progetto}`)).text), `${name} reads nothing of it`);
	}
	for (const name of ['amministrativo.maleo', 'operatore.maleo']) {
		is((await clients[name].get('/progetti')).status, 403, `${name} has no list`);
		is((await clients[name].get('/progetti/nuovo')).status, 403, 'nor opens one');
		ok(!/\/progetti/.test((await clients[name].get('/')).text), 'nor is led there');
		ok(!(await clients[name].get(`/cerca?q=${codice}`)).text.includes(`/pratiche/${progetto}`), 'nor finds it');
		ok(!(await clients[name].get(`/soggetti/${ida}`)).text.includes(`/pratiche/${progetto}"`), 'nor on the page of the person');
	}
	is((await clients['referente.maleo'].get('/progetti/nuovo')).status, 403, 'a referente opens none');
});

await chapter('the list', async () => {
	const page = await maleo.get('/progetti');
	const heads = [...page.text.matchAll(/<th scope="col"[^>]*>([^]*?)<\/th>/g)].map((m) => text(m[1]).trim());
	is(heads.join(' | '), 'Codice | Tipo | Soggetto | Inizio | Area | Stato | Conclusione | Riferimento | Servizio', 'its columns');
	const some = await maleo.get('/progetti?tipo=PAI&area=4&stato=aperti');
	ok(some.text.includes(`/pratiche/${progetto}"`) && [...some.text.matchAll(/data-nome="Tipo">([^<]*)/g)].every((m) => /PAI/.test(m[1])), 'searched by type');
	ok((await maleo.get('/progetti?ambito=assegnati')).text.includes('Contrasto alla povertà'), 'what was assigned stands apart');
});

await chapter('the hook of an intervento', async () => {
	clean();
	const form = await maleo.get(`/interventi/generici/nuovo?titolare=${ida}`);
	ok(new RegExp(`<option value="${progetto}">${codice}`).test(form.text), 'the open one of the person is offered (GEN-26)');
	is((await maleo.submit('/interventi/generici/nuovo', { ...key(), tipo: 'GEN10', data_inizio: today, motivo_attivazione: '1', progetto, presa_in_carico: presa }, form)).status, 303, 'and chosen');
	const gen = last('intervento_generico');
	const tied = () => sql(`SELECT coalesce(string_agg(da_pratica_id::text, ',' ORDER BY da_pratica_id), 'nessuna') FROM pratica_collegamento WHERE pratica_id = ${gen}`);
	is(tied(), [presa, progetto].sort((a, b) => a - b).join(','), 'links of the chain, to both');
	is(sql(`SELECT dati ? 'progetto' FROM pratica WHERE id = ${gen}`), 'f', 'not an answer');
	let page = await amministrativo.get(`/pratiche/${gen}`);
	ok(!page.text.includes(codice) && /Lo vede l’assistente sociale/.test(page.text), 'an amministrativo does not see to which');
	is((await amministrativo.submit(`/pratiche/${gen}`, { note: 'orari', ...key() }, page)).status, 303, 'saves all the same');
	is(tied().split(',').length, 2, 'and unties nothing');
	page = await maleo.get(`/pratiche/${gen}`);
	is(formOf(page.text, `/pratiche/${gen}`).progetto, progetto, 'it stands in the field');
	is((await maleo.submit(`/pratiche/${gen}`, { progetto: '', ...key() }, page)).status, 303, 'taken away');
	is(tied(), presa, 'that one alone');
	page = await maleo.get(`/pratiche/${gen}`);
	is((await maleo.submit(`/pratiche/${gen}`, { progetto: presa, ...key() }, page)).status, 422, 'a presa in carico is no project');
});

await chapter('states', async () => {
	const act = await maleo.get(`/pratiche/${progetto}/stato/chiudi`);
	ok(/Obiettivi raggiunti in parte/.test(act.text) && !/Esaurimento delle risorse/.test(act.text), 'it ends for reasons of its own');
	is((await maleo.submit(`/pratiche/${progetto}/stato/chiudi`, { motivo_termine: 'PARTE', ...key() }, act)).status, 303, 'concluded');
	ok(/Concluso/.test((await maleo.get(`/pratiche/${progetto}`)).text), 'and says so');
	const again = await maleo.get(`/pratiche/${progetto}/stato/riapri`);
	is((await maleo.submit(`/pratiche/${progetto}/stato/riapri`, { motivo: 'Serve ancora', ...key() }, again)).status, 303, 'opened again');
});

end();
