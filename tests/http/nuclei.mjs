/*
 * Households: composition on a day, entering, moving, leaving; what is refused.
 */
import { Client, chapter, end, formOf, is, ok, sql } from './client.mjs';

const id = (cognome, nome) => sql(`SELECT id FROM soggetto WHERE cognome = '${cognome.replace(/'/g, "''")}' AND nome = '${nome}'`);
const ortensia = id('Valbruna', 'Ortensia');
const elisa = id('Colombo', 'Elisa'), sofia = id('Colombo', 'Sofia'), elio = id('Montaspro', 'Elio'), pierina = id('Negri', 'Pierina');
const today = sql('SELECT current_date');
const maleo = new Client();
await maleo.login('assistente.maleo');
const page = `/soggetti/${ortensia}/nuclei`, hers = `/soggetti/${elisa}/nuclei`;
const reason = { motivo: 'CONVIVENZA', dal: today };

await chapter('composition on a day', async () => {
	const now = (await maleo.get(page)).text;
	ok(/Nucleo di fatto[^]*5 persone[^]*Nucleo anagrafico[^]*2 persone/.test(now), 'both households');
	is((now.match(/<svg class="siz-gen" role="img"/g) ?? []).length, 2, 'both drawn');
	is((now.match(/class="siz-gen__morte"/g) ?? []).length, 1, 'the grandmother crossed');
	ok(/Valbruna Ersilia<\/a>[^]*?Madre · dal [^]*?al 20\/11\/2024[^]*?morta il 20\/11\/2024/.test(now), 'and in the list, in words');
	ok(!/ style="/.test(now), 'no inline style');
	const then = (await maleo.get(`${page}?giorno=2013-06-01`)).text;
	ok(/Composizione al 01\/06\/2013/.test(then) && /Nucleo di fatto[^]*5 persone/.test(then), 'another day');
	ok(!/siz-gen__morte/.test(then), 'when she was alive');
	ok(!/nuclei">Montaspro Nives<\/a> <span/.test(then), 'and the grandchild not yet there');
	ok(/Nessuna persona nel nucleo di fatto/.test((await maleo.get(`${page}?giorno=1990-01-01`)).text), 'before there was one');
	const odd = await maleo.get(`${page}?giorno=31/02/2020`);
	ok(odd.status === 200 && /Il 31\/02\/2020 non esiste/.test(odd.text), 'a day that is none');
	const damico = (await maleo.get(`/soggetti/${id('D\'Amico <b>&"Rossi"', 'Giuseppe')}/nuclei`)).text;
	ok(/<text[^>]*>D&#39;Amico &lt;b&gt;&amp;&quot;/.test(damico) && !/<b>&/.test(damico), 'a name is text in the drawing too');
	is(sql("SELECT azione || ' ' || oggetto || ' ' || soggetto_id FROM registro WHERE rotta = 'nuclei_vedi' ORDER BY id DESC LIMIT 1"), `apri soggetto ${id('D\'Amico <b>&"Rossi"', 'Giuseppe')}`, 'and the reading is in the register');
});

await chapter('enter and move', async () => {
	const other = id('Curti', 'Matteo');
	let form = await maleo.get(`${hers}/aggiungi?tipo=di_fatto&persona=${other}`);
	ok(/Curti Matteo/.test(form.text), 'the person chosen is there by name');
	is((await maleo.submit(`${hers}/aggiungi`, { ...reason, persona: other, relazione: '' }, form)).status, 422, 'the relation is owed');
	form = await maleo.get(`${hers}/aggiungi?tipo=di_fatto&persona=${other}`);
	const saved = await maleo.submit(`${hers}/aggiungi`, { ...reason, persona: other, relazione: '25' }, form);
	is(saved.location, `${hers}?fatto=nucleo-entrata`, 'somebody enters');
	form = await maleo.get(`/soggetti/${other}/nuclei/aggiungi?tipo=anagrafico&persona=${pierina}`);
	const asked = await maleo.submit(`/soggetti/${other}/nuclei/aggiungi`, { ...reason, tipo: 'anagrafico', persona: pierina, relazione: '13' }, form);
	is(asked.status, 422, 'who is elsewhere is asked about');
	ok(/Negri Pierina è già nel nucleo di Negri Angelo/.test(asked.text), 'by name');
	const token = /name="conferma" value="([^"]+)"/.exec(asked.text)[1];
	is((await maleo.submit(`/soggetti/${other}/nuclei/aggiungi`, { conferma: token }, asked)).status, 303, 'and moves when that is confirmed');
	is(sql(`SELECT al = current_date - 1 FROM nucleo_componente WHERE soggetto_id = ${pierina} AND tipo = 'anagrafico' AND motivo_uscita = 'SPOSTATO'`), 't', 'leaving on the day before');
	form = await maleo.get(`/soggetti/${other}/nuclei/aggiungi?tipo=anagrafico&persona=${elio}`);
	const head = await maleo.submit(`/soggetti/${other}/nuclei/aggiungi`, { ...reason, tipo: 'anagrafico', persona: elio, relazione: '13' }, form);
	const sure = /name="conferma" value="([^"]+)"/.exec(head.text)[1];
	const refused = await maleo.submit(`/soggetti/${other}/nuclei/aggiungi`, { conferma: sure }, head);
	ok(refused.status === 422 && /prima fallo uscire da lì/.test(refused.text), 'an intestatario leaves nobody behind');
});

await chapter('leave and correct', async () => {
	const row = (n) => sql(`SELECT id FROM nucleo_componente WHERE soggetto_id = ${n} AND tipo = 'di_fatto' AND al IS NULL`);
	let form = await maleo.get(`${hers}/${row(elisa)}/esce`);
	is((await maleo.submit(`${hers}/${row(elisa)}/esce`, { motivo: 'STRUTTURA' }, form)).status, 422, 'who comes next is owed');
	form = await maleo.get(`${hers}/${row(sofia)}/modifica`);
	is((await maleo.submit(`${hers}/${row(sofia)}/modifica`, { relazione: '13' }, form)).status, 303, 'a correction');
	is((await maleo.submit(`${hers}/${row(sofia)}/modifica`, { relazione: '3', _chiave: 'nuclei due testi' }, form)).status, 409, 'on an old version both texts');
	is(sql(`SELECT relazione FROM nucleo_componente WHERE id = ${row(sofia)}`), '13', 'and nothing overwritten');
	form = await maleo.get(`${hers}/${row(elisa)}/esce`);
	is((await maleo.submit(`${hers}/${row(elisa)}/esce`, { motivo: 'STRUTTURA', nuovo: row(sofia), al: sql('SELECT current_date - 1') }, form)).status, 303, 'the intestataria leaves');
	ok(/Colombo Sofia<\/strong>[^]*?Intestatario Scheda/.test((await maleo.get(`/soggetti/${sofia}/nuclei`)).text), 'and her daughter comes next');
	ok(/Nessuna persona nel nucleo di fatto/.test((await maleo.get(hers)).text), 'she is in none');
	const foreign = sql(`SELECT id FROM nucleo_componente WHERE soggetto_id = ${ortensia} LIMIT 1`);
	is((await maleo.get(`${hers}/${foreign}/esce`)).status, 404, 'a row of another household is not there');
});

await chapter('who may not', async () => {
	const reserved = sql('SELECT min(id) FROM soggetto WHERE riservato');
	const lodi = new Client();
	await lodi.login('assistente.lodi');
	is((await lodi.get(`/soggetti/${reserved}/nuclei`)).status, 404, 'a reserved person of another service');
	is((await lodi.get('/soggetti/999999999/nuclei')).status, 404, 'as nobody');
	ok(!/Galimberti/.test((await lodi.get(`${page}/aggiungi?tipo=di_fatto&persona=${reserved}`)).text), 'nor is one shown by an address');
	const archive = new Client();
	await archive.login('assistente.maleo', 'STORICO');
	const read = await archive.get(page);
	ok(read.status === 200 && !/Aggiungi una persona/.test(read.text), 'who only reads has no buttons');
	is((await archive.get(`${page}/aggiungi`)).status, 403, 'nor the form');
});

end();
