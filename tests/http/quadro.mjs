/*
 * The quadro riassuntivo as pages: counts for everybody, a lock instead of a link, whom to call.
 */
import { Client, chapter, end, is, ok, sql } from './client.mjs';

const id = (cognome, nome) => sql(`SELECT id FROM soggetto WHERE cognome = '${cognome}' AND nome = '${nome}'`);
const ortensia = id('Valbruna', 'Ortensia'), nives = id('Montaspro', 'Nives');
const of = (chi) => sql(`SELECT id FROM pratica WHERE titolare_soggetto_id = ${chi} ORDER BY id LIMIT 1`);
const maleo = new Client(), lodi = new Client();
await maleo.login('assistente.maleo');
await lodi.login('assistente.lodi');
const page = `/soggetti/${ortensia}/quadro`;
const text = (html) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

await chapter('counts', async () => {
	const seen = await maleo.get(page);
	ok(/Nucleo di fatto \(5\)[^]*Nucleo anagrafico \(2\)/.test(seen.text), 'both households');
	ok(/Montaspro Gualtiero \(80\) Marito\s+(– )*1 \/ 2/.test(text(seen.text)), 'open and all, with the relation');
	ok(/Montaspro Nives \(13\) Nipote \(discendente\)\s+(– )*1 \/ 1/.test(text(seen.text)), 'also of other services (ROL-07)');
	ok(/Paola Tonani SELF · Intervento generico di Nives · tel\. 0371/.test(text(seen.text)) && /mailto:referente\.self@example\.org/.test(seen.text), 'who follows, with telephone and mail (ROL-09)');
	is(text((await lodi.get(page)).text).match(/Montaspro Gualtiero \(80\) Marito\s+(?:– )*1 \/ 2/)?.length, 1, 'the same for another service');
	const register = await maleo.get(`${page}?nucleo=anagrafico`);
	ok(!/Montaspro Nives/.test(register.text) && /Montaspro Gualtiero/.test(register.text), 'the other household');
	ok(/La stessa prestazione è aperta più volte: A2\.15/.test(seen.text) && /Montaspro Gualtiero, GEN-\d+-\d+, Comune di Maleo/.test(seen.text), 'the same benefit twice is said (QRI-08)');
	ok(!/La stessa prestazione/.test((await maleo.get(`/soggetti/${nives}/quadro?nucleo=anagrafico`)).text), 'where it is so');
});

await chapter('one query for the person and both households', async () => {
	sql("ALTER SYSTEM SET track_functions = 'all'");
	sql('SELECT pg_reload_conf()');
	const calls = () => Number(sql("SELECT coalesce(sum(calls), 0) FROM pg_stat_user_functions WHERE funcname = 'quadro_conta'"));
	/* a backend tells what it counted ten seconds after its last work at the latest */
	const settled = async () => {
		await new Promise((go) => setTimeout(go, 12000));
		return calls();
	};
	for (let i = 0; i < 8; i++)
		await maleo.get(page);
	const before = await settled();
	for (let i = 0; i < 10; i++)
		is((await maleo.get(page)).status, 200, `opened, ${i + 1}`);
	is(await settled() - before, 10, 'ten pages with two households of five and two count ten times');
	sql('ALTER SYSTEM RESET track_functions');
	sql('SELECT pg_reload_conf()');
});

await chapter('Completo', async () => {
	const seen = (await maleo.get(`${page}?vista=completo`)).text;
	ok(seen.includes(`<a href="/pratiche/${of(ortensia)}">`), 'a link where one may enter');
	ok(!seen.includes(`<a href="/pratiche/${of(nives)}">`) && seen.includes(`/pratiche/${of(nives)}/chiedi-accesso`), 'a lock and «chiedi l’accesso» where not (QRI-06)');
	ok(!/Riservata al servizio/.test(seen), 'nothing of what stands in it');
	ok(/Che cosa vedono tutti[^]*Interventi generici<\/dt><dd>tipo, stato, data di apertura, data di chiusura/.test(seen), 'what everybody reads is written down (QRI-04)');
	const one = (await maleo.get(`${page}?vista=completo&chi=${nives}`)).text;
	ok(/Montaspro Nives ·/.test(one) && !/Valbruna Ortensia ·/.test(one), 'one person');
	ok(/Montaspro Gualtiero ·[^]*GEN-\d+-\d+[^]*Intervento terminato/.test(seen) && !/Intervento terminato/.test((await maleo.get(`${page}?vista=completo&che=aperte`)).text), 'only open ones');
	is((await maleo.get(`${page}?vista=completo&dopo=xx&chi=abc&che=%27&nucleo=boh`)).status, 200, 'nonsense in the address is left aside');
	sql(`UPDATE quadro_dato SET visibile = false WHERE kind = 'intervento_generico' AND dato = 'tipo'`);
	const less = (await maleo.get(`${page}?vista=completo`)).text;
	ok(!/Accompagnamento educativo/.test(less) && /Intervento disabilità/.test(less), 'a detail taken from all stays with who opens the case');
	sql(`UPDATE quadro_dato SET visibile = true WHERE kind = 'intervento_generico' AND dato = 'tipo'`);
	const asked = await maleo.get(`/pratiche/${of(nives)}/chiedi-accesso`);
	ok(asked.status === 403 && /chiedi/i.test(asked.text), 'the way to ask is there');
});

await chapter('who may not', async () => {
	const reserved = sql('SELECT min(id) FROM soggetto WHERE riservato');
	is((await lodi.get(`/soggetti/${reserved}/quadro`)).status, 404, 'a reserved person');
	is((await lodi.get('/soggetti/999999999/quadro')).status, 404, 'as nobody');
	const admin = new Client();
	await admin.login('amministratore.siz');
	is((await admin.get(page)).status, 403, 'who administers the system');
	const archive = new Client();
	await archive.login('assistente.maleo', 'STORICO');
	const asked = await archive.get(page); /* the archive has nothing with the person: the reason comes first */
	await archive.submit(`/soggetti/${ortensia}/motivo`, { motivo: 'COLLEGA' }, asked);
	const seen = await archive.get(`${page}?vista=completo&chi=${nives}`);
	ok(seen.status === 200 && !/chiedi-accesso/.test(seen.text) && /contatta l’operatore/.test(seen.text), 'who only reads is told whom to call');
});

end();
